/// The result of a step of a round.
package enum StepResult: Sendable, Equatable {
  /// The human labels that the round learns from were kept.
  case kept(labels: Int)
  case trained(labels: Int)
  case predicted(items: Int)
  case decided(autoLabels: Int, tasks: Int)
  case published(round: Int)
  case exported
}

extension StepResult {
  /// The result in a few words, as the store keeps it and the dashboard shows it.
  package var text: String {
    switch self {
    case .kept(let labels): "\(labels) labels"
    case .trained(let labels): "on \(labels) labels"
    case .predicted(let items): "\(items) items"
    case .decided(let autoLabels, let tasks): "\(autoLabels) auto-labels, \(tasks) tasks"
    case .published(let round): "round \(round) is current"
    case .exported: ""
    }
  }
}
