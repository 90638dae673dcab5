package import Domain

extension LabelSet {
  /// Returns a label's name, or its number if this job has no such label.
  package func name(at index: Int) -> String {
    labels.indices.contains(index) ? labels[index].name : "\(index)"
  }
}
