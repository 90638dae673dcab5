package import Domain

/// A map from the labels in a file of texts to the names and indices of a job.
///
///     b=Business,e=Entertainment,m=Health & Medicine,t=Science and Technology
///
/// The order of the names sets the indices; several labels may have one name.
package struct LabelMap: Sendable, Equatable {
  /// The labels of newsCorpora.csv, in the order of the label category file of Amazon's sample.
  package static let newsCorpora = LabelMap(pairs: [
    ("b", "Business"), ("e", "Entertainment"), ("m", "Health & Medicine"),
    ("t", "Science and Technology"),
  ])

  /// The names, by index.
  package let names: [String]
  private let indices: [String: Int]
  /// False if names are merely the indices in digits.
  package private(set) var hasNames = true

  package init(pairs: [(label: String, name: String)]) {
    var names: [String] = []
    var indices: [String: Int] = [:]
    for (label, name) in pairs {
      let index = names.firstIndex(of: name) ?? names.count
      if index == names.count { names.append(name) }
      indices[label] = index
    }
    // A file may also contain the names themselves.
    for (index, name) in names.enumerated() where indices[name] == nil { indices[name] = index }
    self.names = names
    self.indices = indices
  }

  /// Reads a map from a command line; returns nil if it has no `=` or fewer than two names.
  ///
  /// A part after a comma that has no `=` belongs to the name before it.
  package init?(_ text: String) {
    var pairs: [(label: String, name: String)] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      if let equals = part.firstIndex(of: "=") {
        let label = part[..<equals]
        let name = part[part.index(after: equals)...]
        guard !label.isEmpty, !name.isEmpty else { return nil }
        pairs.append((String(label), String(name)))
      } else if let last = pairs.popLast() {
        pairs.append((last.label, "\(last.name),\(part)"))
      } else {
        return nil
      }
    }
    self.init(pairs: pairs)
    if names.count < 2 { return nil }
  }

  /// Makes a map of a job's labels by name, index and key.
  ///
  /// A name takes precedence over another label's index or key. Names of before stand for the labels of
  /// now; one that was split for none.
  package init(_ labels: LabelSet) {
    names = labels.labels.map(\.name)
    var indices: [String: Int] = [:]
    for (index, label) in labels.labels.enumerated() {
      if let key = label.key, Int(String(key)) == nil { indices[String(key)] = index }
      indices[String(index)] = labels.current(index)
    }
    for name in labels.labels.flatMap({ $0.formerNames + [$0.name] }) {
      indices[name] = labels.index(ofName: name)
    }
    self.indices = indices
  }

  /// Makes a map of a file's labels in sorted order.
  ///
  /// The notebook of Amazon's sample numbers labels in sorted order, too. `merged` has the names that
  /// stand for variants of them, `names` those of labels that are numbers.
  init?(
    labels: some Sequence<String>, merged: [String: String] = [:], names: [String: String] = [:]
  ) {
    let labels = labels.sorted { one, other in
      guard let first = Int(one), let second = Int(other) else { return one < other }
      return first < second
    }
    if labels.isEmpty { return nil }
    if let numbers = Self.numbers(labels, names) {
      self = numbers
    } else {
      self.init(pairs: labels.map { ($0, merged[$0] ?? $0) })
    }
  }

  /// Takes numbers as indices; their names stand in metadata or in a label category file.
  private static func numbers(_ labels: [String], _ known: [String: String]) -> LabelMap? {
    let numbers = labels.compactMap { Int($0) }
    guard numbers.count == labels.count, let last = numbers.max(), numbers.allSatisfy({ $0 >= 0 }),
      last < 1000, Set(known.values).count == known.count
    else { return nil }
    var map = LabelMap(pairs: (0...last).map { (String($0), known[String($0)] ?? String($0)) })
    map.hasNames = labels.allSatisfy { known[$0] != nil }
    return map
  }

  package func index(of label: String) -> Int? { indices[label] }
}
