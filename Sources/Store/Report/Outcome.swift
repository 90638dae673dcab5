package import Domain
import Foundation

extension ProjectStore {
  /// Returns who labeled what, in one read; on request with every single answer.
  package func outcome(withAnnotations: Bool = false) throws -> ProjectOutcome {
    try read(.distantPast) { transaction in
      let published = try transaction.db.all("SELECT number, publishedAt FROM round") {
        (try $0(0) as Int, try $0(1) as Date)
      }
      var outcome = ProjectOutcome(
        currentRound: transaction.project.currentRound, status: transaction.project.status,
        decisions: try transaction.decisions(),
        publishedAt: Dictionary(uniqueKeysWithValues: published))
      outcome.promise = try transaction.promise()
      if withAnnotations { outcome.annotations = try transaction.annotationRecords() }
      return outcome
    }
  }
}

extension Transaction {
  fileprivate func decisions() throws -> [Item.ID: ProjectOutcome.Decision] {
    var decisions: [Item.ID: ProjectOutcome.Decision] = [:]
    let sql = """
      SELECT id, origin, label,
        CASE WHEN (
          SELECT count(*) FROM annotation a WHERE a.item = item.id AND kind = 'label' AND counted
            AND purpose <> 'repeat' AND \(Self.stands)) > 1 THEN coalesce(confidence, agreement)
        END, item.reason, item.words, settledAt
      FROM item
      """
    try db.forEachRow(of: sql, with: []) { decisions[try $0(0)] = try Self.decision($0) }
    try db.forEachRow(of: "SELECT item FROM task WHERE kind = 'reopened'", with: []) {
      decisions[try $0(0)] = .reopened
    }
    return decisions
  }

  fileprivate func annotationRecords() throws -> [AnnotationRecord] {
    try db.all(
      """
      SELECT id, item, worker, \(Self.current("a.label")), reason, words, acceptedAt, submittedAt, secondsSpent,
        CASE WHEN EXISTS (SELECT 1 FROM annotation u WHERE u.undoes = a.id) THEN 'undone'
          WHEN EXISTS (SELECT 1 FROM setAside s WHERE s.annotation = a.id) THEN 'set-aside'
          WHEN \(AdjudicationRow.isOne) THEN 'adjudicated'
          WHEN purpose = 'repeat' THEN 'repeat' WHEN purpose = 'gold' THEN 'gold' WHEN counted THEN 'counted' ELSE 'late' END
      FROM annotation a WHERE kind IN ('label', 'reject') ORDER BY id
      """
    ) { try Self.annotationRecord($0) }
  }

  private static func annotationRecord(_ row: SQLRow) throws -> AnnotationRecord {
    let label: Int? = try row(3)
    let answer =
      try label.map { .label($0) }
      ?? AnnotationRecord.Answer.rejected(
        RejectReason(code: try row(4) ?? "other", words: try row(5)))
    return AnnotationRecord(
      id: try row(0), item: try row(1), worker: try row(2), answer: answer,
      times: (try row(6), try row(7), try row(8)),
      state: AnnotationRecord.State(rawValue: try row(9)) ?? .late)
  }

  private static func decision(_ row: SQLRow) throws -> ProjectOutcome.Decision {
    switch ItemOrigin(rawValue: try row(1)) {
    case .rejected:
      .rejected(
        reason: RejectReason(code: try row(4) ?? "other", words: try row(5)), at: try row(6))
    case .worker: .labeled(label: try row(2), at: try row(6), confidence: try row(3))
    case .adjudicated: .adjudicated(label: try row(2), at: try row(6), confidence: try row(3))
    case .initial, .initialAuto: .initial
    case nil: throw StoreError.damaged("an item has an origin that this version does not know")
    }
  }
}
