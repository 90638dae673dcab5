package import Domain
package import Foundation

/// The records of the database that a seal covers.
package struct RecordDigest: Sendable, Equatable {
  /// A hash of all values of the answers of each chunk, by the chunk's number from 0.
  package var chunks: [Int: UInt64] = [:]
  /// The number of the latest answer; 0 before the first.
  package var latest: Int64 = 0
  /// The highest number of all, if that is one which no answer can have by now.
  package var beyond: Int64?
  /// The items whose label, rejection or lack of one is not what their answers say.
  package var strayLabels: [Item.ID] = []
  /// Kept counts that differ from what they count.
  package var counts: [RecordFinding.Change] = []
}

/// A table besides the answers' to which rows are only ever added.
package enum AppendedTable: Sendable {
  case notes, events, rounds

  fileprivate var key: String { self == .rounds ? "number" : "id" }

  fileprivate var columns: String {
    switch self {
    case .notes: "id, item, worker, at, text FROM note"
    case .events: "id, at, kind, who, detail FROM event"
    case .rounds:
      """
      number, publishedAt, trainedOn, autoLabeled, humanLabeled, selected, estimatedAccuracy, \
      lowerBound, seconds, histogram, threshold, model, promise FROM round
      """
    }
  }
}

extension ProjectStore {
  /// Hashes all rows of a table up to a number, and returns the number of the last one of them.
  package func digest(
    of table: AppendedTable, through last: Int64 = .max
  ) throws -> (latest: Int64, hash: UInt64) {
    try database.read { db in
      var (latest, hash): (Int64, UInt64) = (0, Hash.start)
      try db.forEachRow(
        of: "SELECT \(table.columns) WHERE \(table.key) <= ? ORDER BY 1", with: [.integer(last)]
      ) { row in
        latest = try row(0)
        row.hash(into: &hash)
      }
      return (latest, hash)
    }
  }
}

extension ProjectStore {
  /// Hashes all items of a completed job, and what people and the lead have decided; nil for any other job.
  ///
  /// Late answers, which count nowhere, decide nothing.
  package func digestOfCompletedItems() throws -> (decisions: UInt64, hash: UInt64)? {
    try read(.distantPast) { try $0.project.status == .completed ? $0.digestOfItems() : nil }
  }
}

extension Transaction {
  fileprivate func digestOfItems() throws -> (decisions: UInt64, hash: UInt64) {
    let items = try hash(
      """
      SELECT id, origin, label, agreement, confidence, reason, words, annotation, settledAt
      FROM item ORDER BY id
      """)
    let decisions = try hash(
      """
      SELECT coalesce(max(id), 0) FROM annotation
        WHERE counted OR kind = 'undo' OR \(AdjudicationRow.isOne)
      UNION ALL SELECT annotation FROM (SELECT annotation FROM setAside ORDER BY annotation)
      """)
    return (decisions, items)
  }

  private func hash(_ query: String) throws -> UInt64 {
    var hash = Hash.start
    try db.forEachRow(of: query, with: []) { $0.hash(into: &hash) }
    return hash
  }
}

extension ProjectStore {
  /// The answers in a chunk: chunk 0 has the numbers from 1 to this.
  package static let chunkSize: Int64 = 1024

  /// A number that changes with the columns of the tables.
  package static var schemaDigest: UInt64 {
    Hash.fnv1a(Schema.names.sorted().joined(separator: " "))
  }

  /// Hashes the answers of chunks up to number `last`, and checks counts and labels, as of one instant.
  ///
  /// Checked are the labels of items whose answer is in one of the chunks. `isConsolidated` tells whether
  /// the job weighs answers (`DawidSkene`).
  package func recordDigest(
    of chunks: [Range<Int>], through last: Int64, isConsolidated: Bool = false
  ) throws -> RecordDigest {
    try database.read { db in
      var digest = RecordDigest()
      try Self.findLatest(db, &digest)
      for range in chunks where !range.isEmpty {
        let (after, through) = (
          Int64(range.lowerBound) * Self.chunkSize,
          min(Int64(range.upperBound) * Self.chunkSize, last)
        )
        for chunk in range { digest.chunks[chunk] = Hash.start }
        try Self.hashAnswers(db, after: after, through: through, into: &digest.chunks)
        digest.strayLabels += try Self.strayItems(
          db, after: after, through: through, isConsolidated: isConsolidated)
      }
      digest.strayLabels += try Self.itemsWithoutAnswer(db, latest: digest.latest)
      digest.counts = try Self.countFaults(db)
      return digest
    }
  }

  /// Numbers are given one after the other: many more than there are answers are of other hands.
  private static func findLatest(_ db: any SQLConnection, _ digest: inout RecordDigest) throws {
    let (top, count) =
      try db.first("SELECT coalesce(max(id), 0), count(*) FROM annotation") {
        (try $0(0) as Int64, try $0(1) as Int64)
      } ?? (0, 0)
    let limit = 2 * count + 64 * chunkSize
    digest.latest = max(0, top)
    guard top > limit else { return }
    digest.beyond = top
    digest.latest =
      try db.value("SELECT coalesce(max(id), 0) FROM annotation WHERE id <= ?", limit) ?? 0
  }

  private static func hashAnswers(
    _ db: any SQLConnection, after: Int64, through: Int64, into chunks: inout [Int: UInt64]
  ) throws {
    var (chunk, hash) = (Int(after / chunkSize), Hash.start)
    try db.forEachRow(
      of: "SELECT \(answerColumns) FROM annotation WHERE id > ? AND id <= ? ORDER BY id",
      with: [.integer(after), .integer(through)]
    ) { row in
      let own = Int((try row(0) as Int64 - 1) / chunkSize)
      if own != chunk {
        chunks[chunk] = hash
        (chunk, hash) = (own, Hash.start)
      }
      row.hash(into: &hash)
    }
    chunks[chunk] = hash
  }

  /// All columns, so that no value can be changed unseen.
  private static let answerColumns = """
    id, item, worker, session, kind, purpose, label, labelSet, reason, words, undoes, stack, repeats, \
    taskRank, acceptedAt, submittedAt, secondsSpent, round, auditPredicted, inclusion, wasHintShown, \
    counted, token
    """

  private static func countFaults(_ db: any SQLConnection) throws -> [RecordFinding.Change] {
    let project = try ProjectRow(db)
    var byLabel: [Int: Int] = [:]
    var (human, rejected) = (0, 0)
    try db.forEachRow(of: "SELECT origin, label, count(*) FROM item GROUP BY 1, 2", with: []) {
      row in
      let (origin, count): (String, Int) = (try row(0), try row(2))
      switch ItemOrigin(rawValue: origin) {
      case .worker, .initial, .adjudicated:
        human += count
        byLabel[try row(1), default: 0] += count
      case .rejected: rejected += count
      case .initialAuto, nil: break
      }
    }
    let labels = try db.all("SELECT name, number, human FROM label ORDER BY number") {
      (name: try $0(0) as String, number: try $0(1) as Int, human: try $0(2) as Int)
    }
    let all =
      [("labeled by people", project.human, human), ("rejected", project.rejected, rejected)]
      + labels.map { ("labeled \($0.name)", $0.human, byLabel[$0.number] ?? 0) }
    return all.filter { $0.1 != $0.2 }.map { .count(name: $0.0, kept: $0.1, found: $0.2) }
  }

  /// Returns the workers whose kept count of answers is not that of their answers; it reads every answer.
  package func workerCountFaults() throws -> [RecordFinding.Change] {
    try database.read { db in
      let counts = try db.all(
        """
        SELECT name, answers, coalesce(found, 0) FROM worker LEFT JOIN (
          SELECT worker, sum(iif(kind = 'undo', -1, 1)) AS found FROM annotation
          WHERE NOT \(AdjudicationRow.isOne) GROUP BY worker) ON worker = name ORDER BY name
        """
      ) { (name: try $0(0) as String, kept: try $0(1) as Int, found: try $0(2) as Int) }
      return counts.filter { $0.kept != $0.found }.map {
        .count(name: "answered by \($0.name)", kept: $0.kept, found: $0.found)
      }
    }
  }

  /// Notes what a seal found, with an alarm for each kind of change.
  package func note(_ findings: [RecordFinding], round: Int, now: Date) throws {
    guard !findings.isEmpty else { return }
    try write(now) { transaction in
      for finding in findings { try transaction.note(.recordsChanged(finding)) }
      try transaction.raise(
        Alarm(
          .records, contradicting: findings.count, of: findings.count, expected: 0, round: round))
    }
  }
}
