import Domain
import Learning

extension BatchSelection {
  /// Returns the batch as tasks, in queue order, followed by the reserve.
  func tasks(_ scored: ScoredRows) -> [QueuedTask] {
    let batch = choices.map {
      QueuedTask(
        item: $0.row, kind: $0.isAudit ? .audit : .choice, predicted: scored.labels[$0.row],
        inclusion: $0.inclusionProbability)
    }
    return batch + reserve.map { QueuedTask(item: $0, kind: .choice, predicted: scored.labels[$0]) }
  }
}
