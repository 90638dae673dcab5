import Domain
import Foundation

/// A standing decision of the lead.
struct AdjudicationRow {
  let id: Int64
  let kind: NewAnnotation.Kind
  let label: Int?

  /// The `annotation.purpose` of a decision; it keeps what the input had said of the item.
  static func purpose(replacing origin: ItemOrigin?) -> String {
    origin.map { "adjudication-\($0.rawValue)" } ?? "adjudication"
  }

  static func isPurpose(_ purpose: String) -> Bool { purpose.hasPrefix("adjudication") }

  /// The condition of a row of `annotation` that it is a decision of the lead or its undoing.
  static let isOne = "purpose LIKE 'adjudication%'"
}

/// A row of `item`: what was decided about it.
struct DecidedItem {
  let origin: ItemOrigin
  let label: Int?
  let annotation: Int64

  var isInitial: Bool { origin == .initial || origin == .initialAuto }
}

extension Transaction {
  func decided(_ item: Item.ID) throws -> DecidedItem? {
    try db.first("SELECT origin, label, annotation FROM item WHERE id = ?", item) { row in
      guard let origin = ItemOrigin(rawValue: try row(0)) else {
        throw StoreError.damaged("an item has an origin that this version does not know")
      }
      return DecidedItem(origin: origin, label: try row(1), annotation: try row(2))
    }
  }

  /// Returns the lead's standing decisions about an item, the latest first.
  func adjudications(of item: Item.ID) throws -> [AdjudicationRow] {
    try db.all(
      """
      SELECT id, kind, \(Self.current("a.label")) FROM annotation a
      WHERE item = ? AND \(AdjudicationRow.isOne) AND \(Self.isNotSplit("a.label"))
        AND kind <> 'undo' AND \(Self.stands) ORDER BY id DESC
      """, item
    ) {
      AdjudicationRow(
        id: try $0(0), kind: NewAnnotation.Kind(rawValue: try $0(1)) ?? .label, label: try $0(2))
    }
  }

  /// Whether the lead's latest decision is to ask people again: no round may label the item.
  func isReopened(_ item: Item.ID) throws -> Bool {
    try adjudications(of: item).first?.kind == .reopen
  }

  /// Returns the label that an item has now, whoever gave it.
  func presentLabel(of item: Item.ID) throws -> Int? {
    if let decided = try decided(item) { return decided.label }
    return try currentAutoLabel(of: item)
  }

  /// Removes what was decided about an item, and takes it out of all counts, its auto-label included.
  ///
  /// An annotation follows that says what becomes of it.
  func clear(_ item: Item.ID, _ decided: DecidedItem?) throws {
    guard let decided else { return try adjustAuto(item, by: -1) }
    try db.execute("DELETE FROM item WHERE id = ?", item)
    switch decided.origin {
    case .rejected: try db.execute("UPDATE project SET rejected = rejected - 1")
    case .initialAuto: try adjustInitialAuto(label: decided.label ?? 0, by: -1)
    case .worker, .initial, .adjudicated: try adjustHuman(label: decided.label ?? 0, by: -1)
    }
  }

  /// Takes an item that is in no count out of the job.
  func reject(_ item: Item.ID, by annotation: Int64) throws {
    try adjustAuto(item, by: 1)
    try takeOut(item, by: annotation)
  }

  /// Writes a decision about an item that is in no count, as of its annotation, and counts it.
  func insert(
    _ item: Item.ID, _ origin: ItemOrigin, label: Int?, by annotation: Int64, agreement: Double = 1
  ) throws {
    guard let label else { return }
    try db.execute(
      """
      INSERT INTO item (id, origin, label, agreement, annotation, settledAt) VALUES (?1, ?2, ?3, ?4,
        ?5, coalesce((SELECT submittedAt FROM annotation WHERE id = ?5), ?6))
      """, item, origin.rawValue, label, agreement, annotation, now)
    if origin == .initialAuto {
      try adjustInitialAuto(label: label, by: 1)
    } else {
      try adjustHuman(label: label, by: 1)
    }
  }

  private func adjustInitialAuto(label: Int, by change: Int) throws {
    try db.execute("UPDATE project SET auto = auto + ?", change)
    try db.execute(
      "UPDATE label SET auto = auto + ?1, initialAuto = initialAuto + ?1 WHERE number = ?2", change,
      label)
  }

  /// Restores what an item was without the lead: rejected, labeled by its answers or the input, or
  /// in the pool.
  func restore(_ item: Item.ID) throws {
    if let rejection: Int64 = try db.value(
      """
      SELECT id FROM annotation a
      WHERE item = ? AND kind = 'reject' AND counted AND \(Self.stands) ORDER BY id DESC LIMIT 1
      """, item)
    {
      return try reject(item, by: rejection)
    }
    let votes = try votes(for: item).map(\.label)
    if project.settings.isEnough(votes), let vote = MajorityVote(votes),
      let last = try lastVote(for: item)
    {
      try db.execute("DELETE FROM task WHERE item = ? AND kind <> 'repeat'", item)
      return try insert(
        item, .worker, label: vote.label, by: last, agreement: vote.agreement)
    }
    if try restoreInitial(item) { return }
    try db.execute("DELETE FROM task WHERE item = ?", item)
    try adjustAuto(item, by: 1)
    guard try votes.isEmpty && !isReopened(item) else {
      return try requeue(item, votes: votes.count)
    }
    if try currentAutoLabel(of: item) == nil {
      try db.execute("UPDATE project SET labelsForNextRound = 0")
    }
  }

  /// Gives an item back the label that it came with; false if it had none.
  private func restoreInitial(_ item: Item.ID) throws -> Bool {
    let initial = try db.first(
      """
      SELECT purpose, \(Self.current("a.auditPredicted")) FROM annotation a
      WHERE \(Self.isNotSplit("a.auditPredicted")) AND item = ? AND purpose LIKE 'adjudication-%' ORDER BY id LIMIT 1
      """, item
    ) { (purpose: try $0(0) as String, label: try $0(1) as Int?) }
    guard let initial, try !isReopened(item),
      let origin = ItemOrigin(rawValue: String(initial.purpose.dropFirst("adjudication-".count)))
    else { return false }
    try db.execute("DELETE FROM task WHERE item = ?", item)
    try insert(item, origin, label: initial.label, by: 0)
    return true
  }

  /// Puts an item before all other tasks.
  func requeue(_ item: Item.ID, votes: Int) throws {
    try db.execute(
      """
      INSERT INTO task (item, rank, kind, round, votes, queuedAt)
      VALUES (?, (SELECT coalesce(min(rank), 0) - 1 FROM task), ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET votes = excluded.votes
      """, item, try taskKind(of: item, else: .choice).rawValue, project.currentRound, votes, now)
  }

  /// The kind of a task that asks for an item again.
  func taskKind(of item: Item.ID, else kind: QueuedTask.Kind) throws -> QueuedTask.Kind {
    try kind != .repetition && isReopened(item) ? .reopened : kind
  }

  /// A job that was over goes on while an item is without a label.
  func reopenJobIfUnlabeled(by person: String) throws {
    let isWhole = try db.exists(
      "SELECT 1 FROM project WHERE human + auto + rejected = total")
    let hasTasks = try db.exists("SELECT 1 FROM task WHERE kind = 'reopened'")
    guard hasTasks || (!isWhole && project.status == .completed) else { return }
    try reopen(by: person)
  }

  /// Returns the items that the lead has decided about, with what people had answered.
  func adjudicatedItems() throws -> [AdjudicatedItem] {
    // Not from the annotations, which are too many to read each round; `CROSS JOIN` keeps SQLite
    // from beginning with them. A reopened
    // item that was answered since, and had no answers before, is like any other.
    let items = try db.all(
      """
      SELECT id FROM item WHERE origin = 'adjudicated' OR (origin = 'rejected' AND EXISTS (
        SELECT 1 FROM annotation a WHERE a.id = item.annotation AND \(AdjudicationRow.isOne)))
      UNION SELECT item FROM task WHERE kind = 'reopened'
      UNION SELECT a.item FROM setAside s CROSS JOIN annotation a ON a.id = s.annotation
        WHERE EXISTS (SELECT 1 FROM annotation r WHERE r.item = a.item AND r.kind = 'reopen')
      ORDER BY 1
      """
    ) { try $0(0) as Item.ID }
    return try items.compactMap { item in
      guard let latest = try adjudications(of: item).first else { return nil }
      return AdjudicatedItem(
        item: item, opinions: try opinions(of: item),
        isReopened: try latest.kind == .reopen && decided(item) == nil)
    }
  }

  /// Returns what people answered, the answers before a reopening apart from those after; the
  /// label of the input where nobody answered.
  private func opinions(of item: Item.ID) throws -> [Int] {
    let counted = """
      kind = 'label' AND counted AND purpose <> 'repeat' AND stack IS NULL
        AND \(Self.isNotSplit("a.label"))
      """
    let before = try db.all(
      """
      SELECT \(Self.current("a.label")) AS label, (SELECT min(r.id) FROM annotation r WHERE r.item = a.item AND r.kind = 'reopen'
        AND r.id > a.id) FROM annotation a JOIN setAside s ON s.annotation = a.id
      WHERE item = ? AND \(counted) AND s.at = (SELECT r.submittedAt FROM annotation r
        WHERE r.item = a.item AND r.kind = 'reopen' AND r.id > a.id ORDER BY r.id LIMIT 1)
      ORDER BY a.id
      """, item
    ) { (label: try $0(0) as Int, turn: try $0(1) as Int64) }
    let now = try db.all(
      """
      SELECT \(Self.current("a.label")) FROM annotation a
      WHERE item = ? AND \(counted) AND \(Self.stands) ORDER BY id
      """, item
    ) { try $0(0) as Int }
    let turns = Set(before.map(\.turn)).sorted().map { turn in
      before.filter { $0.turn == turn }.map(\.label)
    }
    let opinions = (turns + [now]).compactMap { MajorityVote($0)?.label }
    guard opinions.isEmpty else { return opinions }
    return try db.all(
      """
      SELECT \(Self.current("a.auditPredicted")) FROM annotation a
      WHERE item = ? AND \(Self.isNotSplit("a.auditPredicted")) AND purpose = 'adjudication-initial' ORDER BY id LIMIT 1
      """, item
    ) { try $0(0) }
  }
}
