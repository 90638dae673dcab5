/// Which rows of the pool belong together, such as the headlines of one story.
///
/// What is known of one row of a group tells of the others: they are asked about one at a time, and
/// none of them is known to a model that is judged by another.
package struct RowGroups: Sendable, Equatable {
  /// Each row's group; a row that stands alone has a group of its own.
  private let numbers: [UInt32]

  /// Puts rows with the same key together; a row without a key stands alone.
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

  /// Puts each stack's rows together.
  package init(_ stacks: Stacks) {
    var numbers = (0..<UInt32(stacks.count)).map { $0 }
    for row in 0..<stacks.count {
      for other in stacks.others(than: row) { numbers[row] = min(numbers[row], UInt32(other)) }
    }
    self.numbers = numbers
  }

  /// Every row stands alone.
  package init(count: Int) {
    numbers = (0..<UInt32(count)).map { $0 }
  }

  private init(numbers: [UInt32]) {
    self.numbers = numbers
  }

  /// Returns the groups with those of each two rows made one.
  package func joining(_ pairs: [(Int, Int)]) -> RowGroups {
    // Each group's way to the one that stands for all that it was joined with.
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
