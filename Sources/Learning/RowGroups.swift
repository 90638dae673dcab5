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

  package var count: Int { numbers.count }

  /// The number of a row's group.
  package subscript(row: Int) -> Int { Int(numbers[row]) }
}
