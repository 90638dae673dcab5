package import Domain

extension LabelSet {
  /// Whether names and uses are the same; keys may differ in projects of earlier versions.
  func isSame(as other: LabelSet) -> Bool {
    labels.map(\.name) == other.labels.map(\.name) && meanings == other.meanings
  }

  /// Whether a label was merged or split.
  func isOutOfUse(_ index: Int) -> Bool {
    labels.indices.contains(index) && labels[index].use != .present
  }

  /// Whether some label has no key, for want of keys.
  var hasKeyless: Bool { labels.contains { $0.use == .present && $0.key == nil } }

  /// Returns a label's name, or its number if this job has no such label.
  package func name(at index: Int) -> String {
    labels.indices.contains(index) ? labels[index].name : "\(index)"
  }
}
