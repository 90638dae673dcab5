/// The result of a step of a round.
package enum StepResult: Sendable, Equatable, Codable {
  /// The human labels that the round learns from were kept.
  case kept(labels: Int)
  case trained(labels: Int)
  case predicted(items: Int)
  case decided(autoLabels: Int, tasks: Int)
  case published(round: Int)
  case exported
  /// The words of an earlier version.
  case text(String)
}
