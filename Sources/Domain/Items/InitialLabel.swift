/// The label that a line came with, and by whom.
package struct InitialLabel: Sendable, Equatable {
  package let index: Int
  /// False for an auto-label of the past: exported unchanged, never trained on.
  package let isHuman: Bool

  package init(index: Int, isHuman: Bool) {
    self.index = index
    self.isHuman = isHuman
  }
}
