/// Precision and recall of the auto-labels of one class, by audits alone.
///
/// Each has the interval of Clopper and Pearson at 95 %, exact for uniform audits and approximate for
/// weighted ones. Recall is of the auto-labeled items.
package struct ClassQuality: Sendable, Equatable {
  /// A share and its interval.
  package struct Share: Sendable, Equatable {
    package let value: Double
    package let interval: ClosedRange<Double>
  }

  /// The smallest number of audits from which a share is estimated.
  package static let least = 20

  package let label: Int
  package let precision: Share?
  package let recall: Share?

  /// Judges a class by pairs of what was predicted and what people said.
  package init(label: Int, audits: [(predicted: Int, answer: Int)]) {
    self.label = label
    let given = audits.filter { $0.predicted == label }
    let own = audits.filter { $0.answer == label }
    let right = given.count { $0.answer == label }
    precision = Self.share(right, of: given.count)
    recall = Self.share(right, of: own.count)
  }

  private static func share(_ count: Int, of all: Int) -> Share? {
    guard all >= least else { return nil }
    return Share(
      value: Double(count) / Double(all),
      interval: Binomial.interval(count, of: all, tail: 0.025))
  }
}
