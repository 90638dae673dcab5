package import Domain
package import Foundation
import GRDB

extension SQLiteStore {
  /// Keeps an answer, and settles its item once enough workers have answered.
  package func record(
    _ answer: Annotation, by session: WorkerSession, now: Date
  ) throws -> AnnotationReceipt {
    try writer.write { db in
      let task = try Self.task(db, item: answer.item)
      let counts = try Self.wantsAnswer(db, item: answer.item, task, from: session.worker)
      let alike = counts ? try freeItems(db, answer.alike, beside: answer.item) : []
      let annotation = try Self.insert(
        db,
        AnnotationRow(
          item: answer.item, kind: "label", label: answer.label, acceptedAt: answer.acceptedAt,
          secondsSpent: answer.secondsSpent, auditPredicted: task?.auditPredicted, counted: counts),
        by: session, now: now)
      try Self.deleteLease(db, item: answer.item, session.worker)
      try Self.deletePutOff(db, item: answer.item, session.worker)
      if counts, let task { try settleIfEnough(db, task, annotation, now: now) }
      try recordStack(db, alike, answer, head: annotation, by: session, now: now)
      return AnnotationReceipt(annotation: annotation, savedAt: now, counted: counts, alike: alike)
    }
  }

  /// Takes an item out of the job; it no longer keeps the job from completing.
  ///
  /// False if others had settled it before.
  package func fail(
    item: Item.ID, reason: String, by session: WorkerSession, now: Date
  ) throws -> Bool {
    try writer.write { db in
      let task = try Self.task(db, item: item)
      let counts = task != nil
      let annotation = try Self.insert(
        db,
        AnnotationRow(
          item: item, kind: "failure", reason: reason, acceptedAt: now,
          auditPredicted: task?.auditPredicted, counted: counts),
        by: session, now: now)
      guard counts else { return false }
      try Self.deletePutOff(db, item: item, session.worker)
      try db.execute(sql: "DELETE FROM task WHERE item = ?", arguments: [item])
      try db.execute(
        sql: """
          INSERT INTO item (id, origin, reason, annotation, settledAt) VALUES (?, 'failed', ?, ?, ?)
          """, arguments: [item, reason, annotation, now.timeIntervalSince1970])
      try adjustAuto(db, item: item, by: -1)
      try db.execute(sql: "UPDATE project SET failed = failed + 1")
      try Self.note("\(session.worker) took line \(item + 1) out: \(reason)", db, now: now)
      return true
    }
  }
}

extension SQLiteStore {
  /// A row of `task`.
  struct TaskRow {
    let item: Item.ID
    let votes: Int
    /// The label an audit checks; nil for any other task.
    let auditPredicted: Int?
  }

  /// What an annotation says, before it has a number.
  struct AnnotationRow {
    var item: Item.ID
    var kind: String
    var label: Int?
    var reason: String?
    var undoes: Int64?
    /// The answer that this one was given together with.
    var stack: Int64?
    /// Where the item's task stood in the queue, if it had one and nobody held it.
    var taskRank: Int?
    var acceptedAt: Date
    var secondsSpent: Double = 0
    var auditPredicted: Int?
    var counted: Bool
  }

  static func task(_ db: Database, item: Item.ID) throws -> TaskRow? {
    try Row.fetchOne(
      db, sql: "SELECT item, votes, kind, predicted FROM task WHERE item = ?", arguments: [item]
    ).map {
      let isAudit = $0["kind"] == QueuedTask.Kind.audit.rawValue
      return TaskRow(
        item: $0["item"], votes: $0["votes"], auditPredicted: isAudit ? $0["predicted"] : nil)
    }
  }

  /// An item wants an answer while it has a task, unless this worker has answered it already.
  ///
  /// That someone else holds it by now does not matter: who answers first, counts.
  private static func wantsAnswer(
    _ db: Database, item: Item.ID, _ task: TaskRow?, from worker: String
  ) throws -> Bool {
    guard let task else { return false }
    let wanted = try Int.fetchOne(db, sql: "SELECT workersPerItem FROM project") ?? 1
    return try task.votes < wanted && !votes(db, item: item).contains { $0.worker == worker }
  }

  /// The counted answers of an item that have not been taken back, oldest first.
  static func votes(_ db: Database, item: Item.ID) throws -> [(worker: String, label: Int)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT worker, label FROM annotation a WHERE item = ? AND kind = 'label' AND counted
          AND NOT EXISTS (SELECT 1 FROM annotation WHERE undoes = a.id) ORDER BY id
        """, arguments: [item]
    ).map { ($0["worker"], $0["label"]) }
  }

  @discardableResult
  static func insert(
    _ db: Database, _ row: AnnotationRow, by session: WorkerSession, now: Date
  ) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO annotation (item, worker, session, kind, label, reason, undoes, stack,
          taskRank, acceptedAt, submittedAt, secondsSpent, round, auditPredicted, counted)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT currentRound FROM project), ?, ?)
        """,
      arguments: [
        row.item, session.worker, session.id, row.kind, row.label, row.reason, row.undoes,
        row.stack, row.taskRank, row.acceptedAt.timeIntervalSince1970,
        now.timeIntervalSince1970, row.secondsSpent, row.auditPredicted, row.counted,
      ])
    let annotation = db.lastInsertedRowID
    try db.execute(
      sql: "UPDATE worker SET answers = answers + ?, lastAnswerAt = ? WHERE name = ?",
      arguments: [
        row.kind == "undo" ? -1 : 1, now.timeIntervalSince1970, session.worker,
      ])
    return annotation
  }

  static func deletePutOff(_ db: Database, item: Item.ID, _ worker: String) throws {
    try db.execute(
      sql: "DELETE FROM putOff WHERE item = ? AND worker = ?", arguments: [item, worker])
  }

  private func settleIfEnough(
    _ db: Database, _ task: TaskRow, _ annotation: Int64, now: Date
  ) throws {
    let votes = try Self.votes(db, item: task.item).map(\.label)
    let wanted = try Int.fetchOne(db, sql: "SELECT workersPerItem FROM project") ?? 1
    guard votes.count >= wanted, let vote = MajorityVote(votes) else {
      try db.execute(
        sql: "UPDATE task SET votes = ? WHERE item = ?", arguments: [votes.count, task.item])
      return
    }
    try settle(
      db, item: task.item, label: vote.label, agreement: vote.agreement, annotation, now: now)
    if let predicted = task.auditPredicted {
      try Self.adjustAudit(db, correct: predicted == vote.label, by: 1)
    }
  }

  /// Gives an item a label by people; nobody is asked about it any more.
  func settle(
    _ db: Database, item: Item.ID, label: Int, agreement: Double, _ annotation: Int64, now: Date
  ) throws {
    try db.execute(sql: "DELETE FROM task WHERE item = ?", arguments: [item])
    try db.execute(
      sql: """
        INSERT INTO item (id, origin, label, agreement, annotation, settledAt)
        VALUES (?, 'worker', ?, ?, ?, ?)
        """,
      arguments: [item, label, agreement, annotation, now.timeIntervalSince1970])
    // Out of the auto-labels first: the schema holds the sum below the total at every step.
    try adjustAuto(db, item: item, by: -1)
    try Self.adjustHuman(db, label: label, by: 1)
  }

  static func adjustHuman(_ db: Database, label: Int, by change: Int) throws {
    try db.execute(sql: "UPDATE project SET human = human + ?", arguments: [change])
    try db.execute(
      sql: "UPDATE label SET human = human + ? WHERE number = ?", arguments: [change, label])
  }

  static func adjustAudit(_ db: Database, correct: Bool, by change: Int) throws {
    try db.execute(
      sql: """
        UPDATE project SET audited = audited + ?, auditedCorrect = auditedCorrect + ?
        """, arguments: [change, correct ? change : 0])
  }

  /// Moves an item out of the current round's auto-labels (−1), or back into them (+1).
  func adjustAuto(_ db: Database, item: Item.ID, by change: Int) throws {
    let round = try Int.fetchOne(db, sql: "SELECT currentRound FROM project") ?? 0
    guard round > 0 else { return }
    let label: Int?
    do {
      label = try autoLabels.autoLabel(of: item, round: round)
    } catch {
      // A round's file is lost: an answer is kept all the same, and the next round, which counts
      // anew, is due.
      return try Self.makeRoomForAnswer(db)
    }
    guard let label else { return }
    try db.execute(sql: "UPDATE project SET auto = auto + ?", arguments: [change])
    try db.execute(
      sql: "UPDATE label SET auto = auto + ? WHERE number = ?", arguments: [change, label])
  }

  /// Holds the sum of the counts below the total where it is not known what an item was.
  private static func makeRoomForAnswer(_ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE project SET dueAt = 0, auto = max(0, min(auto, total - human - failed - 1))
        """)
  }
}
