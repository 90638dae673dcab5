import Foundation

/// The labels that people have given often enough for the model to give them, too.
package struct LabelCoverage: Sendable, Equatable {
  /// The smallest number of human labels of a class before the model may give it.
  package static let least = 5

  /// Human labels by label index.
  package let counts: [Int]
  /// Answered random draws from the pool; one whose chance was below the uniform chance counts as
  /// that fraction of a draw.
  package let randomDraws: Double
  private let allowedError: Double
  /// Labels that cannot be given any more.
  private let outOfUse: Set<Int>

  package init(counts: [Int], randomDraws: Double, target: Double, outOfUse: Set<Int> = []) {
    self.outOfUse = outOfUse
    self.counts = counts
    self.randomDraws = randomDraws
    allowedError = 1 - target
  }

  /// Returns whether the model may give this label.
  package func allows(_ label: Int) -> Bool {
    counts[label] >= Self.least && !outOfUse.contains(label)
  }

  /// The labels that no one has given.
  package var unseen: [Int] {
    counts.indices.filter { counts[$0] == 0 && !outOfUse.contains($0) }
  }

  /// The random answers without a class that exclude, at 95 %, that it exceeds half of the allowed
  /// error: ln 0.05 / ln(1 − (1 − target) / 2), 119 at a target of 95 %.
  package var drawsNeeded: Double { log(0.05) / log(1 - allowedError / 2) }

  /// The random answers that are missing before an unseen label holds no auto-label back.
  package var drawsMissing: Int {
    unseen.isEmpty ? 0 : max(0, Int((drawsNeeded - randomDraws).rounded(.up)))
  }
}
