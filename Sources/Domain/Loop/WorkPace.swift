/// The speed of people and of rounds, from which follows how many tasks must wait in the queue.
package struct WorkPace: Sendable, Equatable {
  /// Answers of all workers a second.
  package var answersPerSecond: Double
  /// The time that the last round took, in seconds; 0 before the first.
  package var secondsOfRound: Double

  package init(answersPerSecond: Double = 0, secondsOfRound: Double = 0) {
    self.answersPerSecond = answersPerSecond
    self.secondsOfRound = secondsOfRound
  }

  /// The pace of a worker at an open screen of whom no more is known, in answers a second.
  package static let ofWorker = 0.5

  /// The answers that people may give while a round runs: twice the likely number, since rounds grow
  /// longer and workers join.
  package var answersDuringRound: Int {
    Int(min(5_000, (2 * answersPerSecond * (secondsOfRound + 5)).rounded(.up)))
  }
}
