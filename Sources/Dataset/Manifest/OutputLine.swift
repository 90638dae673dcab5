package import Foundation

/// The keys that an output adds to a line of the input.
package enum OutputLine: Sendable, Equatable {
  /// None: the item is unlabeled, or keeps its initial label.
  case unchanged
  /// None, and not the label that the line came with: the lead has people asked again.
  case reopened
  /// None, and not the label that the line came with.
  case unlabeled
  case labeled(Label)
  /// The reason of a rejection, and no label.
  case rejected(reason: String, creationDate: Date)

  /// The promised accuracy of the auto-labels of an output.
  package struct Accuracy: Sendable, Equatable {
    /// The lower bound of their accuracy, 0–1.
    package let bound: Double
    /// `checked`, `audited`, or `estimated` where no check has passed.
    package let method: String

    package init(bound: Double, method: String) {
      (self.bound, self.method) = (bound, method)
    }
  }

  /// A label and its metadata.
  package struct Label: Sendable, Equatable {
    package let index: Int
    /// The label's name; empty to leave out `class-name`.
    package let className: String
    /// 0–1.
    package let confidence: Double
    package let humanAnnotated: Bool
    package let creationDate: Date
    /// The accuracy of all auto-labels together; nil for a human label.
    package var accuracy: Accuracy?
    /// Whether the lead decided it.
    package var isAdjudicated = false

    package init(
      index: Int, className: String, confidence: Double, humanAnnotated: Bool, creationDate: Date
    ) {
      self.index = index
      self.className = className
      self.confidence = confidence
      self.humanAnnotated = humanAnnotated
      self.creationDate = creationDate
    }
  }
}
