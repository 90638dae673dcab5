/// Rows of numbers of different lengths, kept in one array.
package struct RaggedRows: Sendable, Equatable {
  /// Row *r* is `values[starts[r] ..< starts[r + 1]]`.
  package private(set) var starts: [Int] = [0]
  package private(set) var values: [UInt32] = []

  package init() {}

  package var count: Int { starts.count - 1 }

  package subscript(row: Int) -> ArraySlice<UInt32> { values[starts[row]..<starts[row + 1]] }

  @inline(__always)
  mutating func append(_ value: UInt32) { values.append(value) }

  /// Ends the row to which values were appended; the next value begins another.
  mutating func endRow() { starts.append(values.count) }

  /// Returns the rows with every value replaced, or left out where there is no replacement.
  func mapped(by replacement: [UInt32?]) -> RaggedRows {
    var result = RaggedRows()
    result.starts.reserveCapacity(starts.count)
    result.values.reserveCapacity(values.count)
    for row in 0..<count {
      for value in self[row] {
        if let new = replacement[Int(value)] { result.append(new) }
      }
      result.endRow()
    }
    return result
  }

  /// Returns the rows with the values of each sorted, the largest first.
  func sortedDescending() -> RaggedRows {
    var result = self
    for row in 0..<count { result.values[starts[row]..<starts[row + 1]].sort(by: >) }
    return result
  }
}

extension RaggedRows {
  mutating func appendRow(_ row: ArraySlice<UInt32>) {
    for value in row { append(value) }
    endRow()
  }
}
