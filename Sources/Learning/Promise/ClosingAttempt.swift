/// One attempt to end the job: the draws from the frozen auto-labels of a round.
package struct ClosingAttempt: Sendable, Equatable, Codable {
  /// The round whose auto-labels were frozen.
  package let round: Int
  /// The human labels when the attempt began.
  package let humanLabels: Int
  /// The frozen auto-labels.
  package let open: Int
  /// Their model-based estimate, its lower bound, and the lowest P(right) among them.
  package let estimate: Double
  package let lowerBound: Double
  package let threshold: Double
  /// The accuracy below which the check fails in 95 of 100 jobs, 0–1.
  package var detectable = 0.0
  /// The rows drawn so far.
  package var rows: [Int] = []
  /// The attempt's own draws that were answered, and the wrong ones among them.
  package var drawn = 0
  package var wrong = 0
  /// The logarithm of the likelihood ratio of all answers so far; nil in attempts of earlier versions.
  package var evidence: Double?
  /// Whether it passed; nil while it goes on.
  package var verdict: Bool?

  package init(
    round: Int, humanLabels: Int, open: Int, estimate: Double, lowerBound: Double,
    threshold: Double
  ) {
    self.round = round
    self.humanLabels = humanLabels
    self.open = open
    self.estimate = estimate
    self.lowerBound = lowerBound
    self.threshold = threshold
  }
}
