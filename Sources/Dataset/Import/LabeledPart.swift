/// Which rows keep their gold label in the manifest.
package enum LabeledPart: Sendable, Equatable {
  /// So many at random; every row must have a label.
  case count(Int)
  /// A share (0–1) at random; every row must have a label.
  case share(Double)
  /// All that have one.
  case all
}
