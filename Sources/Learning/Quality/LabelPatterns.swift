import Domain

/// The items of a project by who gave them one label.
struct LabelPatterns: Sendable {
  /// Items alike: the set of their workers, and those of them who gave the label, a bit each.
  struct Pattern: Sendable {
    let set: Int
    let bits: UInt64
    let workers: Int
    let items: Int

    var givers: Int { bits.nonzeroBitCount }

    /// The ordered pairs that differ, divided by the opinions but one.
    var disagreement: Double { Double(2 * givers * (workers - givers)) / Double(workers - 1) }

    /// Returns 1 if the worker at a place of the set gave the label, else 0.
    func gave(_ place: Int) -> Int { Int(bits >> UInt64(place) & 1) }
  }

  fileprivate struct Key: Hashable, Sendable {
    let set: Int
    let bits: UInt64
  }

  let label: Int
  let all: [Pattern]
  /// The opinions in all, and those that gave the label.
  let size: Int
  let given: Int

  fileprivate init(label: Int, _ counts: [Key: Int], _ shared: SharedOpinions) {
    self.label = label
    var rest = shared.sets.map(\.items)
    var all: [Pattern] = []
    for (key, items) in counts {
      rest[key.set] -= items
      all.append(Self.pattern(key, items, shared))
    }
    for (set, items) in rest.enumerated() where items > 0 {
      all.append(Self.pattern(Key(set: set, bits: 0), items, shared))
    }
    // Sorted, so that no sum depends on the dictionary's order.
    self.all = all.sorted { ($0.set, $0.bits) < ($1.set, $1.bits) }
    size = shared.labels.count
    given = all.reduce(0) { $0 + $1.items * $1.givers }
  }

  private static func pattern(_ key: Key, _ items: Int, _ shared: SharedOpinions) -> Pattern {
    Pattern(
      set: key.set, bits: key.bits, workers: shared.sets[key.set].workers.count, items: items)
  }

  /// Returns the patterns of each label that was given, by label.
  static func all(_ shared: SharedOpinions) -> [LabelPatterns] {
    var counts = [[Key: Int]](repeating: [:], count: shared.labelCount)
    for item in shared.items {
      let labels = shared.labels(of: item)
      for (place, label) in labels.enumerated() where !labels.prefix(place).contains(label) {
        var bits: UInt64 = 0
        for (other, same) in labels.enumerated() where same == label { bits |= 1 << UInt64(other) }
        counts[label][Key(set: item.set, bits: bits), default: 0] += 1
      }
    }
    return counts.enumerated().filter { !$1.isEmpty }.map {
      LabelPatterns(label: $0, $1, shared)
    }
  }
}
