/// The classes of a job, in the order of the label category file.
///
/// A label's index is its place in that file; the order in which keys are shown never sets it.
package struct LabelSet: Sendable, Equatable, Codable {
  /// One class.
  package struct Label: Sendable, Equatable {
    package let name: String
    /// The key that gives this label on the labeling screen; nil where there are more labels than
    /// keys.
    package let key: Character?

    package init(name: String, key: Character?) {
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

extension LabelSet.Label: Codable {
  private enum CodingKeys: String, CodingKey {
    case name
    case key
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    guard let text = try container.decodeIfPresent(String.self, forKey: .key) else {
      key = nil
      return
    }
    guard text.count == 1, let character = text.first else {
      throw DecodingError.dataCorruptedError(
        forKey: .key, in: container, debugDescription: "a label's key is one character")
    }
    key = character
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encodeIfPresent(key.map { String($0) }, forKey: .key)
  }
}
