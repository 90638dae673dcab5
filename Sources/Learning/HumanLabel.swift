/// A label that a person gave to a row of the pool.
package struct HumanLabel: Sendable, Equatable {
  package let row: Int
  /// The label's index, from 0.
  package let label: Int

  package init(row: Int, label: Int) {
    self.row = row
    self.label = label
  }
}
