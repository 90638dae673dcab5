/// The models that a job names: one gives the labels, the other may run beside it.
package enum ModelRole: String, Sendable, Equatable, CaseIterable, Codable {
  /// `ActiveLearning.Model`.
  case model
  /// `ActiveLearning.Challenger`.
  case challenger

  package var other: ModelRole { self == .model ? .challenger : .model }
}
