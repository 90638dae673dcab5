package import Foundation

/// What becomes of an input line in the output.
package enum OutputLine: Sendable, Equatable {
  /// An unlabeled line, or one that came labeled and was not labeled anew.
  case unchanged
  case labeled(Label)
  /// A rejected item: no label, and the reason.
  case rejected(reason: String, creationDate: Date)

  /// A label as the output manifest writes it.
  package struct Label: Sendable, Equatable {
    package let index: Int
    /// The label's name; an empty one is not written.
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
