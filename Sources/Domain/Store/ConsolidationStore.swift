/// What the consolidation of several answers an item needs of a store.
///
/// An item is labeled by the majority as soon as enough have answered; consolidation, which must
/// look at all answers at once, sets these labels right later.
package protocol ConsolidationStore: Sendable {
  /// Returns all answers that count and stand, and what they made of their items, as of one instant.
  func annotations() throws -> AnnotationSnapshot

  /// Puts other labels or confidences in the place of what items have, in one transaction.
  ///
  /// Every count that a label is in moves with it. Items of which an answer was taken back or
  /// given since are left as they are. Gives how many labels are others now.
  @discardableResult
  func consolidate(_ labels: [ConsolidatedLabel]) throws -> Int
}
