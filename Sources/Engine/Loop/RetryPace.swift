package import Foundation

/// The time at which a round that failed is tried again.
///
/// Soon at first, since a disk may be emptied or a model mended; then ever more slowly; and after
/// some tries in a row only when people have given a batch of further answers.
package struct RetryPace: Sendable, Equatable {
  package static let mostTries = 6

  package private(set) var failures = 0
  /// Human labels that are needed for another try; nil while the loop has not given up.
  package private(set) var nextTryAt: Int?

  package init() {}

  /// Whether this failure is the one that makes the loop give up.
  package mutating func noteFailure(humanLabels: Int, batchSize: Int) -> Bool {
    failures += 1
    guard failures >= Self.mostTries else { return false }
    nextTryAt = humanLabels + batchSize
    return failures == Self.mostTries
  }

  /// Whether so many tries failed in a row that the next one waits for labels.
  package var hasGivenUp: Bool { nextTryAt != nil }

  package mutating func noteSuccess() { self = RetryPace() }

  /// Whether rounds have to wait for more answers.
  package func isHolding(humanLabels: Int) -> Bool { nextTryAt.map { humanLabels < $0 } ?? false }

  /// Seconds until the next try.
  package var pause: TimeInterval { min(60, pow(2, Double(failures))) }
}
