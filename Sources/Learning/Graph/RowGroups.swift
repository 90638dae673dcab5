/// A partition of the pool's rows into groups of dependent rows, such as headlines of one story.
///
/// Labels of one group's rows predict each other: a batch holds at most one row of a group, and in
/// validation no model is evaluated on a row of a group that it was trained on.
package struct RowGroups: Sendable, Equatable {
  /// For each row its group's number; a single row has a group of its own.
  private let numbers: [UInt32]

  /// Groups rows by key; a row without a key is a group of its own.
  package init(keys: some Sequence<String?>) {
    var numbers: [UInt32] = []
    var numberOf: [String: UInt32] = [:]
    var next: UInt32 = 0
    for key in keys {
      if let key, let known = numberOf[key] {
        numbers.append(known)
        continue
      }
      if let key { numberOf[key] = next }
      numbers.append(next)
      next += 1
    }
    self.numbers = numbers
  }

  /// Makes each stack a group.
  package init(_ stacks: Stacks) {
    var numbers = (0..<UInt32(stacks.count)).map { $0 }
    for row in 0..<stacks.count {
      for other in stacks.others(than: row) { numbers[row] = min(numbers[row], UInt32(other)) }
    }
    self.numbers = numbers
  }

  /// Makes each row a group.
  package init(count: Int) {
    numbers = (0..<UInt32(count)).map { $0 }
  }

  private init(numbers: [UInt32]) {
    self.numbers = numbers
  }

  /// Returns the partition with the groups of each pair of rows merged (union–find).
  package func joining(_ pairs: [(Int, Int)]) -> RowGroups {
    // For each merged group its parent; a root has none.
    var parent: [UInt32: UInt32] = [:]
    func root(_ group: UInt32) -> UInt32 {
      var group = group
      while let next = parent[group] { group = next }
      return group
    }
    for (one, other) in pairs {
      let (first, second) = (root(numbers[one]), root(numbers[other]))
      if first != second { parent[first] = second }
    }
    return RowGroups(numbers: numbers.map(root))
  }

  package var count: Int { numbers.count }

  /// The number of a row's group.
  package subscript(row: Int) -> Int { Int(numbers[row]) }
}
