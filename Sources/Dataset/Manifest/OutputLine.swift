package import Foundation

/// The keys that an output adds to a line of the input.
package enum OutputLine: Sendable, Equatable {
  /// None: the item is unlabeled, or keeps its initial label.
  case unchanged
  case labeled(Label)
  /// The reason of a rejection, and no label.
  case rejected(reason: String, creationDate: Date)

  /// A label and its metadata.
  package struct Label: Sendable, Equatable {
    package let index: Int
    /// The label's name; empty to leave out `class-name`.
    package let className: String
    /// 0–1.
    package let confidence: Double
    package let humanAnnotated: Bool
    package let creationDate: Date

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
