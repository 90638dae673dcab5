import Domain
package import Foundation

/// The lead's own record of the decisions in the database, where no labeler can write.
package protocol DecisionRecord: Sendable {
  /// Keeps that the decisions are about to change from one digest to another.
  ///
  /// It is called in the transaction that changes them, before the transaction ends.
  func keep(_ digest: UInt64, insteadOf earlier: UInt64) throws

  /// Keeps one digest alone: what the database has is what the lead decided.
  func keep(_ digest: UInt64) throws

  /// Returns the digests that the database may have: two while a change is under way, none before
  /// the first record.
  func digests() throws -> [UInt64]
}

extension ProjectStore {
  /// Makes a change that only the lead makes, and records it.
  ///
  /// Adjudications are only ever added: those of before are read only if the record is not settled.
  func decide<Value>(_ now: Date, _ body: (Transaction) throws -> Value) throws -> Value {
    guard let decisions else { return try write(now, body) }
    var recorded: UInt64?
    let value = try write(now) { transaction in
      let known = (try? decisions.digests()) ?? []
      recorded = known.count == 1 ? known[0] : nil
      let (last, earlier) = (
        try transaction.latestAnnotation(), try Self.changeableDigest(transaction.db)
      )
      let value = try body(transaction)
      let sum =
        try Self.changeableDigest(transaction.db) &- earlier
        &+ Self.adjudicationDigest(transaction.db, after: last)
      try record(sum, in: transaction, &recorded)
      return value
    }
    try settle(recorded, now: now)
    return value
  }

  /// Ends the time in which the digest of before a decision holds, too, once that is committed.
  private func settle(_ recorded: UInt64?, now: Date) throws {
    guard let decisions, let recorded, try decisions.digests() != [recorded] else { return }
    try write(now) { _ in
      // Unless another command has gone on since.
      if try decisions.digests().last == recorded { try decisions.keep(recorded) }
    }
  }

  /// Records decisions that a transaction adds, whose hashes have the sum `sum`; `digest` is the one after
  /// the last such transaction of this process, nil before the first.
  ///
  /// It is computed anew only if another decision was recorded meanwhile.
  func record(_ sum: UInt64, in transaction: Transaction, _ digest: inout UInt64?) throws {
    guard sum != 0, let decisions else { return }
    let known = (try? decisions.digests())?.last
    let last: UInt64
    if let digest, digest == known {
      last = digest
    } else {
      last = try Self.decisionDigest(transaction.db) &- sum
    }
    try decisions.keep(last &+ sum, insteadOf: last)
    digest = last &+ sum
  }

  /// Makes the decisions that the database has now the lead's record, once they were compared.
  package func settleDecisions(_ record: any DecisionRecord, now: Date) throws {
    if let known = try? record.digests(), known.count == 1, try areDecisionsKnown(record) { return }
    // The record changes within write transactions alone.
    try write(now) { transaction in
      let digest = try Self.decisionDigest(transaction.db)
      // A file that cannot be read is begun anew, like the seal of the answers.
      let known = (try? record.digests()) ?? []
      if known != [digest] { try record.keep(digest) }
    }
  }

  /// Whether the decisions are those of the lead's record, which stays as it is.
  ///
  /// The lead may decide between the reading of the one and of the other: they are read again before it
  /// counts.
  package func areDecisionsKnown(_ record: any DecisionRecord) throws -> Bool {
    for pause in Self.pausesBeforeUnknown {
      let isKnown = try database.read { db in
        let known = try record.digests()
        return try known.isEmpty || known.contains(Self.decisionDigest(db))
      }
      if isKnown { return true }
      Thread.sleep(forTimeInterval: pause)
    }
    return false
  }

  private static let pausesBeforeUnknown = [0.02, 0.1, 0.3, 0]

  /// A sum over all decisions of the lead.
  static func decisionDigest(_ db: any SQLConnection) throws -> UInt64 {
    try changeableDigest(db) &+ adjudicationDigest(db, after: 0)
  }

  /// A sum over the answers set aside, acknowledged alarms, pauses, the model that gives the labels, and
  /// what the job has been since it was made.
  private static func changeableDigest(_ db: any SQLConnection) throws -> UInt64 {
    try [
      "SELECT 'setAside', annotation, at, who, reason FROM setAside",
      "SELECT 'alarm', id, acknowledgedAt, acknowledgedBy, reason FROM alarm WHERE acknowledgedAt IS NOT NULL",
      "SELECT 'pause', name, pausedBecause FROM worker WHERE pausedBecause IS NOT NULL",
      "SELECT 'champion', champion FROM project",
      "SELECT 'job', jobName, taskTimeLimit, taskLifetime, createdBy FROM project",
    ].reduce(0) { $0 &+ (try sum(db, of: $1, with: [])) }
  }

  /// A sum over the lead's labels, rejections and items asked again, and what was undone of them, of later
  /// numbers than this.
  static func adjudicationDigest(
    _ db: any SQLConnection, after number: Int64
  ) throws -> UInt64 {
    try sum(
      db,
      of: """
        SELECT id, item, worker, kind, purpose, label, reason, words, undoes, submittedAt FROM annotation
        WHERE id > ? AND \(AdjudicationRow.isOne)
        """, with: [.integer(number)])
  }

  private static func sum(
    _ db: any SQLConnection, of query: String, with arguments: [SQLValue]
  ) throws -> UInt64 {
    var sum: UInt64 = 0
    try db.forEachRow(of: query, with: arguments) { row in
      var hash = Hash.start
      row.hash(into: &hash)
      sum &+= hash
    }
    return sum
  }
}
