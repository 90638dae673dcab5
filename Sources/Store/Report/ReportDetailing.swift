package import Domain
import Foundation

extension ProjectStore {
  /// Returns what a report says beyond `report`, with so many examples a label.
  ///
  /// Reads all answers and items once.
  package func reportDetails(examples: Int) throws -> ReportDetails {
    try read(.distantPast) { transaction in
      let db = transaction.db
      var details = ReportDetails(
        createdAt: try db.value("SELECT min(at) FROM event"),
        latestAt: try db.value(
          """
          SELECT max(coalesce((SELECT max(at) FROM event), 0),
            coalesce((SELECT max(submittedAt) FROM annotation), 0),
            coalesce((SELECT max(publishedAt) FROM round), 0))
          """) ?? .distantPast)
      details.work = try transaction.work()
      details.audits = try transaction.audits()
      details.repeats = try transaction.repeats()
      details.checks = try transaction.events(after: 0, limit: .max).reversed().compactMap {
        guard case .checkEnded(let hasPassed, let wrong, let drawn) = $0.event else { return nil }
        return ReportDetails.Check(hasPassed: hasPassed, wrong: wrong, drawn: drawn)
      }
      let came = "SELECT count(*) FROM item WHERE origin = ?"
      details.initialHuman = try db.value(came, ItemOrigin.initial.rawValue) ?? 0
      details.initialAuto = try db.value(came, ItemOrigin.initialAuto.rawValue) ?? 0
      let labels: Int = try db.value("SELECT count(*) FROM label") ?? 0
      details.examples = try (0..<labels).map { try transaction.examples(of: $0, limit: examples) }
      return details
    }
  }
}

extension Transaction {
  /// Answers copied to near-duplicates took no time of their own and are not counted.
  fileprivate func work() throws -> [ReportDetails.Work] {
    try db.all(
      """
      SELECT worker, count(*), sum(NOT (\(Self.stands))), sum(kind = 'reject'), sum(secondsSpent)
      FROM annotation a
      WHERE kind <> 'undo' AND stack IS NULL AND NOT \(AdjudicationRow.isOne)
      GROUP BY worker ORDER BY worker
      """
    ) {
      .init(
        worker: try $0(0), given: try $0(1), withdrawn: try $0(2), rejected: try $0(3),
        seconds: try $0(4))
    }
  }

  fileprivate func audits() throws -> [ReportDetails.Confusion] {
    try db.all(
      """
      SELECT \(Self.current("a.auditPredicted")), \(Self.current("a.label")), count(*) FROM annotation a
      WHERE kind = 'label' AND auditPredicted IS NOT NULL AND counted AND stack IS NULL
        AND \(Self.stands) GROUP BY 1, 2 ORDER BY 1, 2
      """
    ) { .init(first: try $0(0), second: try $0(1), count: try $0(2)) }
  }

  fileprivate func repeats() throws -> [ReportDetails.Confusion] {
    try db.all(
      """
      SELECT \(Self.current("f.label")), \(Self.current("a.label")), count(*) FROM annotation a JOIN annotation f ON f.id = a.repeats
      WHERE a.kind = 'label' AND f.kind = 'label' AND \(Self.stands)
        AND \(Self.stands("f")) GROUP BY 1, 2 ORDER BY 1, 2
      """
    ) { .init(first: try $0(0), second: try $0(1), count: try $0(2)) }
  }

  /// Draws items by Knuth's multiplicative hash of their numbers: the same state, the same ones.
  fileprivate func examples(of label: Int, limit: Int) throws -> [Item.ID] {
    try db.all(
      """
      SELECT id FROM item WHERE label = ? AND origin IN ('worker', 'initial', 'adjudicated')
      ORDER BY id * 2654435761 % 4294967296, id LIMIT ?
      """, label, limit
    ) { try $0(0) }
  }
}
