package import Foundation

/// One worker's part.
package struct WorkerReport: Sendable, Equatable, Codable {
  package var name: String
  /// Answers that stand (not taken back).
  package var answers: Int
  package var answersPerMinute: Double
  package var lastAnswerAt: Date?
  /// Has a labeling screen open.
  package var isPresent: Bool
  /// The lead's reason to give this worker no items; nil for all others.
  package var pausedBecause: String?
  /// Answers that the lead has set aside, where that is asked for; nil without any.
  package var setAside: Int?
  /// The answers to items whose label is known; nil without any.
  package var gold: Gold?

  /// Answers to items whose label is known, and how many of them give that label.
  package struct Gold: Sendable, Equatable, Codable {
    package var answers: Int
    package var right: Int

    package init(answers: Int, right: Int) {
      (self.answers, self.right) = (answers, right)
    }
  }

  package init(
    name: String, answers: Int, answersPerMinute: Double = 0, lastAnswerAt: Date? = nil,
    isPresent: Bool = false
  ) {
    self.name = name
    self.answers = answers
    self.answersPerMinute = answersPerMinute
    self.lastAnswerAt = lastAnswerAt
    self.isPresent = isPresent
  }
}
