package import Domain
import Foundation

extension ProjectStore {
  /// Returns all that is kept about one item; throws `StoreError.noSuchItem`.
  package func history(of item: Item.ID) throws -> ItemHistory {
    try read(.distantPast) { try $0.history(of: item) }
  }
}

extension Transaction {
  fileprivate func history(of item: Item.ID) throws -> ItemHistory {
    guard 0..<project.total ~= item else { throw StoreError.noSuchItem(item) }
    var history = ItemHistory(item: item)
    history.createdAt = try db.value("SELECT at FROM event WHERE kind = 'jobCreated'")
    history.task = try openTask(of: item)
    history.leases = try db.all(
      "SELECT worker, leasedAt, endsAt FROM lease WHERE item = ? ORDER BY leasedAt, worker", item
    ) { .init(worker: try $0(0), since: try $0(1), endsAt: try $0(2)) }
    history.putOff = try db.all(
      "SELECT worker, at FROM putOff WHERE item = ? ORDER BY at, worker", item
    ) { .init(worker: try $0(0), since: try $0(1), endsAt: nil) }
    history.answers = try answers(to: item)
    history.settled = try settled(item)
    history.notes = try notes(on: item)
    return history
  }

  private func openTask(of item: Item.ID) throws -> ItemHistory.Task? {
    try db.first(
      "SELECT kind, queuedAt, round, predicted, votes FROM task WHERE item = ?", item
    ) {
      .init(
        kind: QueuedTask.Kind(rawValue: try $0(0)) ?? .choice, queuedAt: try $0(1),
        round: try $0(2), predicted: try $0(3), votes: try $0(4))
    }
  }

  private func settled(_ item: Item.ID) throws -> ItemHistory.Settled? {
    try db.first(
      """
      SELECT origin, label, reason, words, settledAt, coalesce(confidence, agreement) FROM item
      WHERE id = ?
      """, item
    ) {
      .init(
        origin: try $0(0), label: try $0(1), rejection: try Self.rejection($0(2), $0(3)),
        at: try $0(4), agreement: try $0(5))
    }
  }

  private func answers(to item: Item.ID) throws -> [ItemHistory.Answer] {
    try db.all(
      """
      SELECT a.id, a.worker, a.label, a.reason, a.words, a.purpose, a.acceptedAt, a.submittedAt,
        a.secondsSpent, a.round, a.counted, a.auditPredicted, head.item, u.submittedAt, s.at, s.who,
        s.reason, a.kind
      FROM annotation a LEFT JOIN annotation head ON head.id = a.stack
        LEFT JOIN annotation u ON u.undoes = a.id LEFT JOIN setAside s ON s.annotation = a.id
      WHERE a.item = ? AND a.kind <> 'undo' ORDER BY a.id
      """, item
    ) { try Self.answer($0) }
  }

  private static func answer(_ row: SQLRow) throws -> ItemHistory.Answer {
    let isRejection = try row(17) as String == NewAnnotation.Kind.reject.rawValue
    let purpose: String = try row(5)
    let isDecision = AdjudicationRow.isPurpose(purpose)
    var answer = ItemHistory.Answer(
      id: try row(0), worker: try row(1), label: try row(2),
      rejection: isRejection ? try rejection(row(3) ?? "other", row(4)) : nil,
      purpose: isDecision ? AdjudicationRow.purpose(replacing: nil) : purpose,
      times: (try row(6), try row(7), try row(8)), round: try row(9),
      isCounted: try row(10))
    if isDecision && !isRejection { answer.because = try row(4) }
    if !isDecision { answer.auditPredicted = try row(11) }
    answer.givenWith = try row(12)
    answer.undoneAt = try row(13)
    if let at: Date = try row(14) {
      answer.setAside = .init(at: at, by: try row(15), reason: try row(16))
    }
    return answer
  }

  private static func rejection(_ code: String?, _ words: String?) -> RejectReason? {
    code.map { RejectReason(code: $0, words: words) }
  }
}
