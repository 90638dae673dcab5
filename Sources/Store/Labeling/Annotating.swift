package import Domain
package import Foundation

extension ProjectStore {
  /// Keeps an annotation, and settles its item once enough workers have annotated it.
  package func annotate(
    _ annotation: Annotation, by session: WorkerSession, now: Date
  ) throws -> AnnotationReceipt {
    try write(now) { try $0.annotate(annotation, by: session) }
  }

  /// Takes an item out of the job; it no longer keeps the job from completing.
  ///
  /// Returns false if others had settled it before.
  package func reject(
    item: Item.ID, because reason: RejectReason, by session: WorkerSession, now: Date
  ) throws -> Bool {
    try write(now) { try $0.reject(item, because: reason, by: session) }
  }

  /// Returns the worker's own standing annotations, the latest first.
  package func history(of worker: String, limit: Int) throws -> [WorkerAnnotation] {
    try database.read { db in
      try db.all(
        """
        SELECT id, item, \(Transaction.current("a.label")), submittedAt FROM annotation a
        WHERE worker = ? AND kind <> 'undo' AND \(Transaction.isShown) AND \(Transaction.stands)
        ORDER BY id DESC LIMIT ?
        """, worker, limit
      ) {
        WorkerAnnotation(
          id: try $0(0), item: try $0(1), label: try $0(2), submittedAt: try $0(3))
      }
    }
  }
}

/// An annotation before it has a number.
struct NewAnnotation {
  enum Kind: String {
    case label
    case reject
    case undo
    /// The lead has people asked again.
    case reopen
  }

  var item: Item.ID
  var kind: Kind
  var label: Int?
  var reason: RejectReason?
  var undoes: Int64?
  /// The annotation that this one was given together with.
  var stack: Int64?
  /// The rank of the item's task in the queue, if it had one and nobody held it.
  var taskRank: Int?
  var acceptedAt: Date
  var secondsSpent: Double = 0
  var task: TaskRow?
  var counted: Bool
}

/// A row of `task`.
struct TaskRow {
  let item: Item.ID
  let kind: QueuedTask.Kind
  let votes: Int
  /// The label that an audit checks; nil for any other task.
  let auditPredicted: Int?
  /// The chance with which an audit was drawn, 0–1.
  let inclusion: Double?
  /// The annotation that a repetition asks for again.
  let repeats: Int64?
  /// The worker whom gold is for; nil for any other task.
  let onlyFor: String?

  /// The `annotation.purpose` of an answer to it.
  var purpose: String {
    switch kind {
    case .start, .choice, .reopened: "label"
    case .audit, .repetition, .gold: kind.rawValue
    }
  }
}

extension Transaction {
  func annotate(
    _ given: Annotation, by session: WorkerSession
  ) throws -> AnnotationReceipt {
    let annotation = try inPresentLabels(given)
    guard try !isSplit(annotation.label) else { return try keepUncounted(annotation, by: session) }
    let task = try task(of: annotation.item, by: session.worker)
    if let task, task.kind.measuresPeople, try pauseReason(of: session.worker) == nil {
      return try measure(annotation, task, by: session)
    }
    let votes = try task.map { try self.votes(for: $0.item) } ?? []
    let counts = try isWanted(task, votes, from: session.worker)
    let nearDuplicates =
      counts ? try freeItems(annotation.nearDuplicates, beside: annotation.item) : []
    let number = try insert(
      NewAnnotation(
        item: annotation.item, kind: .label, label: annotation.label,
        acceptedAt: annotation.acceptedAt,
        secondsSpent: annotation.secondsSpent, task: counts ? task : nil, counted: counts),
      by: session)
    try deleteLease(annotation.item, session.worker)
    try deletePutOff(annotation.item, session.worker)
    if counts, let task {
      try settleIfEnough(task, votes.map(\.label) + [annotation.label], number)
    }
    try annotateStack(nearDuplicates, annotation, head: number, by: session)
    return AnnotationReceipt(
      annotation: number, savedAt: now, counted: counts, nearDuplicates: nearDuplicates)
  }

  /// Takes an item out of the job; `acceptedAt` is when it was shown, if not now.
  func reject(
    _ item: Item.ID, because reason: RejectReason, by session: WorkerSession,
    acceptedAt: Date? = nil
  ) throws -> Bool {
    let task = try task(of: item, by: session.worker)
    // An item that has a label is asked again to measure people's errors, and stays in the job.
    let isPaused = try pauseReason(of: session.worker) != nil
    let isOpen = !isPaused && task.map { !$0.kind.measuresPeople } ?? false
    let number = try insert(
      NewAnnotation(
        item: item, kind: .reject, reason: reason, acceptedAt: acceptedAt ?? now, task: task,
        counted: isOpen), by: session)
    guard isOpen else {
      if !isPaused, task != nil { try db.execute("DELETE FROM task WHERE item = ?", item) }
      return task?.kind == .gold
    }
    try deletePutOff(item, session.worker)
    try takeOut(item, by: number)
    try note(
      .itemRejected(item: item, worker: session.worker, reason: reason), by: session.worker)
    return true
  }

  /// Takes an item out of the job by an annotation that rejects it.
  func takeOut(_ item: Item.ID, by annotation: Int64) throws {
    try db.execute("DELETE FROM task WHERE item = ?", item)
    try db.execute(
      """
      INSERT INTO item (id, origin, reason, words, annotation, settledAt)
      SELECT item, 'rejected', reason, words, id, ? FROM annotation WHERE id = ?
      """, now, annotation)
    try adjustAuto(item, by: -1)
    try db.execute("UPDATE project SET rejected = rejected + 1")
  }

  /// Keeps an answer that labels nothing: a second one beside the first, or one to gold.
  private func measure(
    _ annotation: Annotation, _ task: TaskRow, by session: WorkerSession
  ) throws -> AnnotationReceipt {
    let number = try insert(
      NewAnnotation(
        item: annotation.item, kind: .label, label: annotation.label,
        acceptedAt: annotation.acceptedAt,
        secondsSpent: annotation.secondsSpent, task: task, counted: task.kind != .gold),
      by: session)
    try deletePutOff(annotation.item, session.worker)
    try db.execute("DELETE FROM task WHERE item = ?", annotation.item)
    return AnnotationReceipt(annotation: number, savedAt: now, counted: true)
  }

  /// A condition on a row `a` of `annotation`: neither undone nor set aside.
  static let stands = stands("a")

  /// The same of a row of another name.
  static func stands(_ row: String) -> String {
    """
    NOT EXISTS (SELECT 1 FROM annotation u WHERE u.undoes = \(row).id)
      AND NOT EXISTS (SELECT 1 FROM setAside s WHERE s.annotation = \(row).id)
    """
  }

  /// The condition of a row of `annotation` that it counts, or is gold, which a worker is not to tell from the rest.
  static let isShown = "(counted OR purpose = 'gold')"

  /// Returns the task that a worker's answer to an item is for: gold is one worker's alone.
  private func task(of item: Item.ID, by worker: String) throws -> TaskRow? {
    guard let task = try task(of: item), task.kind == .gold else { return try task(of: item) }
    return try task.onlyFor == worker && pauseReason(of: worker) == nil ? task : nil
  }

  func task(of item: Item.ID) throws -> TaskRow? {
    try db.first(
      "SELECT votes, kind, predicted, inclusion, repeats, onlyFor FROM task WHERE item = ?", item
    ) { row in
      let kind = QueuedTask.Kind(rawValue: try row("kind")) ?? .choice
      return TaskRow(
        item: item, kind: kind, votes: try row("votes"),
        auditPredicted: kind == .audit ? try row("predicted") : nil,
        inclusion: kind == .audit ? try row("inclusion") : nil, repeats: try row("repeats"),
        onlyFor: try row("onlyFor"))
    }
  }

  /// Tells whether an annotation counts: while the item has a task, unless this worker has
  /// annotated it already or is paused.
  private func isWanted(
    _ task: TaskRow?, _ votes: [(worker: String, label: Int)], from worker: String
  ) throws -> Bool {
    guard let task, !task.kind.measuresPeople, !votes.contains(where: { $0.worker == worker })
    else { return false }
    return try pauseReason(of: worker) == nil
  }

  /// Returns the counted labels of an item that have not been undone, oldest first.
  func votes(for item: Item.ID) throws -> [(worker: String, label: Int)] {
    try db.all(
      """
      SELECT worker, \(Self.current("a.label")) FROM annotation a WHERE item = ? AND kind = 'label' AND counted
        AND purpose <> 'repeat' AND \(Self.stands) ORDER BY id
      """, item
    ) { (worker: try $0(0), label: try $0(1)) }
  }

  /// Returns the number of an item's latest vote that stands; nil without votes.
  func lastVote(for item: Item.ID) throws -> Int64? {
    try db.value(
      """
      SELECT max(id) FROM annotation a WHERE item = ? AND kind = 'label' AND counted
        AND purpose <> 'repeat' AND \(Self.stands)
      """, item)
  }

  /// Adds an annotation and returns its number; throws `StoreError.noSuchItem`.
  @discardableResult
  func insert(_ new: NewAnnotation, by session: WorkerSession) throws -> Int64 {
    guard 0..<project.total ~= new.item else { throw StoreError.noSuchItem(new.item) }
    let number: Int64? = try db.value(
      """
      INSERT INTO annotation (item, worker, session, kind, purpose, label, reason, words, undoes,
        stack, repeats, taskRank, acceptedAt, submittedAt, secondsSpent, round, auditPredicted,
        inclusion, counted)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
      """, new.item, session.worker, session.id, new.kind.rawValue,
      new.task?.purpose ?? "label", new.label, new.reason?.code, new.reason?.words, new.undoes,
      new.stack, new.task?.repeats, new.taskRank, new.acceptedAt, now, new.secondsSpent,
      project.currentRound, new.task?.auditPredicted, new.task?.inclusion, new.counted)
    try db.execute(
      "UPDATE worker SET answers = answers + ?, lastAnswerAt = ? WHERE name = ?",
      new.kind == .undo ? -1 : 1, now, session.worker)
    return number ?? 0
  }
}
