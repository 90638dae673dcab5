/// The classes of a job, in the order of the label category file.
///
/// A label's index is its place in that file; the order in which keys are shown never sets it.
package struct LabelSet: Sendable, Equatable {
  /// One class.
  package struct Label: Sendable, Equatable {
    package let name: String
    /// The key that gives this label on the labeling screen.
    package let key: Character

    package init(name: String, key: Character) {
      self.name = name
      self.key = key
    }
  }

  package let labels: [Label]

  package init(labels: [Label]) {
    self.labels = labels
  }

  package var count: Int { labels.count }

  package subscript(index: Int) -> Label { labels[index] }

  /// Returns the index of the label with this name.
  package func index(ofName name: String) -> Int? { labels.firstIndex { $0.name == name } }

  /// Returns the index of the label that this key gives.
  package func index(ofKey key: Character) -> Int? { labels.firstIndex { $0.key == key } }
}
