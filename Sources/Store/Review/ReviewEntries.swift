package import Domain
import Foundation

extension ProjectStore {
  /// The annotations that one call looks through at most.
  private static let window: Int64 = 20_000

  /// Returns a part of a list of what people did, and where the next part begins.
  ///
  /// Looks through a bounded run of annotations by their numbers, so that each call costs the same.
  package func entries(
    _ request: ReviewRequest
  ) throws -> (entries: [ReviewEntry], next: ReviewPlace?) {
    try database.read { db in
      let bounds = try Self.bounds(request, db)
      var (low, high) = (bounds.lowerBound, bounds.upperBound)
      if let after = request.after?.number {
        if request.isReversed { low = max(low, after + 1) } else { high = min(high, after) }
      }
      (low, high) = try Self.withoutGaps(low, high, request.table, db)
      guard low < high else { return ([], nil) }
      let isExact = request.worker != nil && request.list == .answers
      let width = isExact ? high - low : min(Self.window, high - low)
      let part = request.isReversed ? low..<low + width : high - width..<high
      let entries = try Self.entries(request, in: part, db)
      let isCut = entries.count == request.limit
      let end = request.isReversed ? part.upperBound - 1 : part.lowerBound
      let last = isCut ? entries.last?.number ?? end : end
      let isOver = request.isReversed ? last + 1 >= high : last <= low
      return (entries, isOver ? nil : ReviewPlace(last))
    }
  }

  /// Returns the latest standing answer to each of some items, if there is one.
  package func latestAnswers(to items: [Item.ID]) throws -> [Item.ID: ReviewEntry] {
    try database.read { db in
      let found = try items.compactMap { item in
        try db.first(
          """
          SELECT id, item, worker, \(Self.annotationColumns) FROM annotation a
          WHERE item = ?1 AND \(Self.condition(.answers)) ORDER BY id DESC LIMIT 1
          """, item, as: Self.entry)
      }
      return Dictionary(found.map { ($0.item, $0) }) { $1 }
    }
  }

  /// Returns bounds that begin and end at rows: numbers that somebody else made up may be far apart.
  private static func withoutGaps(
    _ low: Int64, _ high: Int64, _ table: String, _ db: any SQLConnection
  ) throws -> (Int64, Int64) {
    let first: Int64? = try db.value(
      "SELECT id FROM \(table) WHERE id >= ? ORDER BY id LIMIT 1", low)
    let last: Int64? = try db.value(
      "SELECT id FROM \(table) WHERE id < ? ORDER BY id DESC LIMIT 1", high)
    guard let first, let last else { return (low, low) }
    return (first, last + 1)
  }

  /// Returns the numbers between which the rows of the asked time lie; all without one.
  private static func bounds(
    _ request: ReviewRequest, _ db: any SQLConnection
  ) throws -> Range<Int64> {
    let table = request.table
    let time = request.list == .notes ? "at" : "submittedAt"
    let latest: Int64 = try db.value("SELECT coalesce(max(id), 0) FROM \(table)") ?? 0
    var high = min(latest, .max - 1) + 1
    var low: Int64 = 1
    if let since = request.since {
      low =
        try db.value(
          "SELECT id FROM \(table) WHERE \(time) >= ? ORDER BY \(time) LIMIT 1", since)
        ?? high
    }
    if let until = request.until {
      let last: Int64? = try db.value(
        "SELECT id FROM \(table) WHERE \(time) < ? ORDER BY \(time) DESC LIMIT 1", until)
      high = min(high, (last ?? 0) + 1)
    }
    return low..<max(low, high)
  }

  private static func entries(
    _ request: ReviewRequest, in part: Range<Int64>, _ db: any SQLConnection
  ) throws -> [ReviewEntry] {
    // Told apart here, so that the index by worker is used.
    let worker = request.worker == nil ? "?3 IS NULL" : "worker = ?3"
    let columns =
      request.list == .notes
      ? "at, NULL, NULL, text FROM note a"
      : annotationColumns + " FROM annotation a"
    return try db.all(
      """
      SELECT id, item, worker, \(columns)
      WHERE id >= ?1 AND id < ?2 AND \(worker) AND \(condition(request.list))
      ORDER BY id \(request.isReversed ? "ASC" : "DESC") LIMIT ?4
      """, part.lowerBound, part.upperBound, request.worker, request.limit, as: entry)
  }

  private static let annotationColumns =
    """
    submittedAt, \(Transaction.current("a.label")), \(Transaction.current("a.auditPredicted")),
      coalesce(words, reason)
    """

  private static func entry(_ row: SQLRow) throws -> ReviewEntry {
    var entry = ReviewEntry(
      number: try row(0), item: try row(1), worker: try row(2), at: try row(3))
    entry.label = try row(4)
    entry.predicted = try row(5)
    entry.words = try row(6)
    return entry
  }

  /// The condition on a row `a` of `annotation`.
  private static func condition(_ list: ReviewList) -> String {
    let stands = Transaction.stands
    switch list {
    case .items, .doubtful, .takenBack, .contradictions, .notes: return "1"
    case .answers:
      return "kind IN ('label', 'reject') AND NOT \(AdjudicationRow.isOne) AND \(stands)"
    case .adjudicated: return "\(AdjudicationRow.isOne) AND kind <> 'undo' AND \(stands)"
    case .rejected:
      return """
        kind = 'reject' AND EXISTS (SELECT 1 FROM item WHERE item.id = a.item
          AND origin = 'rejected' AND annotation = a.id)
        """
    case .missedAudits:
      return """
        purpose = 'audit' AND kind = 'label' AND \(Transaction.current("a.label"))
          <> \(Transaction.current("a.auditPredicted")) AND \(stands)
          AND NOT EXISTS (SELECT 1 FROM item WHERE item.id = a.item
            AND item.label = \(Transaction.current("a.auditPredicted")))
        """
    case .missedGold:
      return """
        \(Gold.isAnswer) AND EXISTS (SELECT 1 FROM item
          WHERE item.id = a.item AND item.\(Gold.isOne) AND item.label IS NOT \(Transaction.current("a.label")))
        """
    case .disagreements:
      // Listed once, with its latest answer.
      let other = Transaction.stands.replacing("a.id", with: "b.id")
      return """
        kind = 'label' AND counted AND stack IS NULL AND \(stands)
          AND EXISTS (SELECT 1 FROM annotation b WHERE b.item = a.item AND b.id < a.id
            AND b.kind = 'label' AND b.counted
            AND \(Transaction.current("b.label")) <> \(Transaction.current("a.label")) AND \(other))
          AND NOT EXISTS (SELECT 1 FROM annotation b WHERE b.item = a.item AND b.id > a.id
            AND b.kind = 'label' AND b.counted AND \(other))
          AND NOT EXISTS (SELECT 1 FROM item WHERE item.id = a.item AND origin = 'adjudicated')
        """
    }
  }
}

extension ReviewRequest {
  fileprivate var table: String { list == .notes ? "note" : "annotation" }
}
