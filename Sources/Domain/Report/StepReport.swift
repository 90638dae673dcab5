package import Foundation

/// A step of a round and when it ran.
package struct StepReport: Sendable, Equatable, Codable {
  package var step: LoopStep
  package var startedAt: Date
  /// Nil while it runs.
  package var endedAt: Date?
  /// Its result in a few words, such as “1,204 labels”.
  package var detail: String

  package init(step: LoopStep, startedAt: Date, endedAt: Date? = nil, detail: String = "") {
    self.step = step
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.detail = detail
  }
}
