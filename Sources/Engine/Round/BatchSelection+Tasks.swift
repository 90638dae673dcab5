import Domain
import Learning

extension BatchSelection {
  /// The queue's tasks, in the order in which people should see them; the reserve comes last.
  func tasks(_ scored: ScoredRows) -> [QueuedTask] {
    let batch = choices.map {
      QueuedTask(
        item: $0.row, kind: $0.isAudit ? .audit : .choice, predicted: scored.labels[$0.row],
        inclusion: $0.inclusionProbability)
    }
    return batch + reserve.map { QueuedTask(item: $0, kind: .choice, predicted: scored.labels[$0]) }
  }
}
