/// The classes of a job, in the order of the label category file.
///
/// A label's index is its place in that file; the order in which keys are shown never sets it. A label
/// that the lead merged or split keeps its index, which no other label gets: answers and manifests of
/// before have it.
package struct LabelSet: Sendable, Equatable, Codable {
  /// One class.
  package struct Label: Sendable, Equatable {
    package internal(set) var name: String
    /// The key that gives this label on the labeling screen; nil where there are more labels than
    /// keys, and for one that is no longer in use.
    package internal(set) var key: Character?
    /// Names that it had before, oldest first.
    package internal(set) var formerNames: [String] = []
    package internal(set) var use = Use.present

    package init(name: String, key: Character?, use: Use = .present) {
      self.name = name
      self.key = key
      self.use = use
    }
  }

  /// The fate of a label.
  package enum Use: Sendable, Equatable {
    /// It can be given.
    case present
    /// It stands for the label of this index, which is in use.
    case merged(into: Int)
    /// It stands for no label: its items are asked again.
    case split
  }

  package internal(set) var labels: [Label]

  package init(labels: [Label]) {
    self.labels = labels
  }

  package var count: Int { labels.count }

  /// The label of an index; one without a key for an index that a damaged database names.
  package subscript(index: Int) -> Label {
    labels.indices.contains(index) ? labels[index] : Label(name: "label \(index)", key: nil)
  }

  /// The indices of the labels that are in use.
  package var used: [Int] { labels.indices.filter { labels[$0].use == .present } }

  /// Returns the index that an index stands for now; nil for a label that was split, and for an index
  /// that a damaged file or database names.
  package func current(_ index: Int) -> Int? {
    guard labels.indices.contains(index) else { return nil }
    switch labels[index].use {
    case .present: return index
    case .merged(let other):
      return labels.indices.contains(other) && labels[other].use == .present ? other : nil
    case .split: return nil
    }
  }

  /// Returns the label that a line's label stands for now; nil for one that was split.
  package func current(_ given: InitialLabel) -> InitialLabel? {
    current(given.index).map { InitialLabel(index: $0, isHuman: given.isHuman) }
  }

  /// The present meaning of each index, −1 for a label that was split.
  package var meanings: [Int] { labels.indices.map { current($0) ?? -1 } }

  /// Returns whether the label of an index has this name, or had it.
  package func isName(_ name: String, of index: Int) -> Bool {
    labels[index].name == name || labels[index].formerNames.contains(name)
  }

  /// Returns the index of the label in use that has this name, or of the one that a label stands for
  /// that has or had it.
  package func index(ofName name: String) -> Int? {
    let ever = labels.indices.filter { isName(name, of: $0) }
    return ever.first { labels[$0].name == name && labels[$0].use == .present }
      ?? ever.lazy.compactMap { current($0) }.first
  }

  /// Returns the index of the label that this key gives.
  package func index(ofKey key: Character) -> Int? { labels.firstIndex { $0.key == key } }
}

extension LabelSet.Label: Codable {
  private enum CodingKeys: String, CodingKey {
    case name
    case key
    case formerNames
    /// The index of the label that it was merged into; −1 for one that was split.
    case became
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    formerNames = try container.decodeIfPresent([String].self, forKey: .formerNames) ?? []
    use = .init(became: try container.decodeIfPresent(Int.self, forKey: .became))
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
    if !formerNames.isEmpty { try container.encode(formerNames, forKey: .formerNames) }
    try container.encodeIfPresent(use.became, forKey: .became)
  }
}

extension LabelSet.Use {
  /// Makes it from one number: nil is in use, −1 split, any other the index of the label that it was
  /// merged into.
  package init(became: Int?) {
    switch became {
    case nil: self = .present
    case .some(let index) where index >= 0: self = .merged(into: index)
    case .some: self = .split
    }
  }

  package var became: Int? {
    switch self {
    case .present: nil
    case .merged(let index): index
    case .split: -1
    }
  }
}
