package import Foundation

/// A change of a job's labels by the lead, kept with who and when.
package struct LabelChange: Sendable, Equatable, Codable {
  package enum Kind: Sendable, Equatable, Codable {
    case rename(String, to: String)
    /// A key of one character, or nil for one that is free.
    case add(String, key: String?)
    case merge(String, into: String)
    /// One key for each new label, or none.
    case split(String, into: [String], keys: [String])
  }

  package let kind: Kind
  package let by: String
  package let at: Date

  package init(_ kind: Kind, by person: String, at date: Date) {
    (self.kind, by, at) = (kind, person, date)
  }
}

/// The reason why a change of labels cannot be made.
package enum LabelChangeFault: Error, Equatable, CustomStringConvertible {
  case unknown(String, labels: [String])
  case taken(String)
  case unreadable(String)
  case same(String)
  case tooFew
  case key(String, String)
  case keys(Int, labels: Int)
  case tooMany(Int)

  package var description: String {
    switch self {
    case .unknown(let name, let labels):
      "the job has no label “\(name)”; it has \(labels.map { "“\($0)”" }.joined(separator: ", "))"
    case .taken(let name):
      "“\(name)” is a label of this job, or was one: earlier manifests say it; choose another name"
    case .unreadable(let name):
      "“\(name)” cannot be a label's name: it has 1 to 256 characters, all of them visible"
    case .same(let name): "“\(name)” cannot be merged into itself"
    case .tooFew: "a job has two labels at least; a label is split into two or more"
    case .key(let key, let why): "the key “\(key)” \(why)"
    case .keys(let keys, let labels):
      "\(keys) keys for \(labels) labels; give one for each, or none"
    case .tooMany(let limit): "a job has at most \(limit) labels, those of before included"
    }
  }
}

extension LabelSet {
  private static let (mostLabels, longestName) = (1_000, 256)

  /// Returns the labels after a change; throws `LabelChangeFault`.
  package func applying(_ change: LabelChange.Kind) throws -> LabelSet {
    var set = self
    switch change {
    case .rename(let old, let new): try set.rename(try inUse(old), to: new)
    case .add(let name, let key): try set.add([name], keys: key.map { [$0] } ?? [])
    case .merge(let from, let into): try set.merge(try inUse(from), into: try inUse(into))
    case .split(let name, let parts, let keys):
      let index = try inUse(name)
      guard parts.count > 1 else { throw LabelChangeFault.tooFew }
      // Its key is free for one of the new ones.
      set.labels[index].key = nil
      for place in labels.indices where current(place) == index {
        set.labels[place].use = .split
      }
      try set.add(parts, keys: keys)
    }
    return set
  }

  private func inUse(_ name: String) throws -> Int {
    guard let index = used.first(where: { labels[$0].name == name }) else {
      throw LabelChangeFault.unknown(name, labels: used.map { labels[$0].name })
    }
    return index
  }

  private mutating func rename(_ index: Int, to name: String) throws {
    try checkName(name, except: index)
    guard labels[index].name != name else { return }
    labels[index].formerNames.removeAll { $0 == name }
    labels[index].formerNames.append(labels[index].name)
    labels[index].name = name
  }

  private mutating func merge(_ index: Int, into other: Int) throws {
    guard index != other else { throw LabelChangeFault.same(labels[index].name) }
    guard used.count > 2 else { throw LabelChangeFault.tooFew }
    for place in labels.indices where place == index || labels[place].use == .merged(into: index) {
      labels[place].use = .merged(into: other)
      labels[place].key = nil
    }
  }

  private mutating func add(_ names: [String], keys: [String]) throws {
    guard keys.isEmpty || keys.count == names.count else {
      throw LabelChangeFault.keys(keys.count, labels: names.count)
    }
    guard count + names.count <= Self.mostLabels else {
      throw LabelChangeFault.tooMany(Self.mostLabels)
    }
    for (place, name) in names.enumerated() {
      try checkName(name, except: nil)
      let given = keys.isEmpty ? nil : try checkedKey(keys[place])
      let taken = Set(labels.compactMap(\.key)).union(keys.compactMap { $0.lowercased().first })
      labels.append(Label(name: name, key: given ?? LabelKeys.free(for: name, beside: taken)))
    }
  }

  private func checkedKey(_ text: String) throws -> Character {
    guard text.count == 1, let key = text.lowercased().first, key.isASCII,
      key.isLetter || key.isNumber
    else { throw LabelChangeFault.key(text, "is not one letter or digit") }
    if LabelKeys.reserved.contains(key) {
      throw LabelChangeFault.key(text, "is a command of the labeling screen")
    }
    if let owner = labels.first(where: { $0.key == key }) {
      throw LabelChangeFault.key(text, "gives “\(owner.name)” already")
    }
    return key
  }

  /// Throws unless a label may have this name: no other one has it, or had it.
  private func checkName(_ name: String, except index: Int?) throws {
    let isVisible = !name.unicodeScalars.contains { $0.value < 0x20 || 0x7F...0x9F ~= $0.value }
    guard isVisible, 1...Self.longestName ~= name.count, !name.allSatisfy(\.isWhitespace) else {
      throw LabelChangeFault.unreadable(name)
    }
    let folded = Self.folded(name)
    let others = labels.indices.filter { $0 != index }.flatMap {
      [labels[$0].name] + labels[$0].formerNames
    }
    guard !others.contains(where: { Self.folded($0) == folded }) else {
      throw LabelChangeFault.taken(name)
    }
  }

  /// Returns a name without the differences that people do not see: case, and blanks of any kind.
  private static func folded(_ name: String) -> String {
    name.precomposedStringWithCompatibilityMapping.lowercased()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
