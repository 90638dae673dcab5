/// The rows that keep their gold label in the manifest.
package enum LabeledPart: Sendable, Equatable {
  /// A number of rows, drawn at random; every row must have a label.
  case count(Int)
  /// A share (0–1) of the rows, drawn at random; every row must have a label.
  case share(Double)
  /// All rows with a label.
  case all
}
