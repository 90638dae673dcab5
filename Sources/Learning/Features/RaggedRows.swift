/// Rows of numbers of different lengths, kept in one array.
package struct RaggedRows: Sendable, Equatable {
  /// Row *r* is `values[starts[r] ..< starts[r + 1]]`.
  package private(set) var starts: [Int] = [0]
  package private(set) var values: [UInt32] = []

  package init() {}

  package var count: Int { starts.count - 1 }

  package subscript(row: Int) -> ArraySlice<UInt32> { values[starts[row]..<starts[row + 1]] }

  /// Where a row's values stand in `values`.
  ///
  /// Loops over many rows go by these places, since every slice is counted as another owner of the
  /// array, and two threads that count owners wait for each other.
  @inline(__always)
  package func places(of row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  mutating func reserveCapacity(rows: Int, values count: Int) {
    starts.reserveCapacity(rows + 1)
    values.reserveCapacity(count)
  }

  @inline(__always)
  mutating func append(_ value: UInt32) { values.append(value) }

  /// Ends the row to which values were appended; the next value begins another.
  mutating func endRow() { starts.append(values.count) }

  /// Adds rows at the end.
  mutating func append(_ rows: RaggedRows) {
    let first = values.count
    values += rows.values
    for start in rows.starts.dropFirst() { starts.append(first + start) }
  }

  /// Adds rows at the end, each value replaced by its number.
  mutating func append(_ rows: RaggedRows, numbers: [UInt32]) {
    let first = values.count
    values.reserveCapacity(first + rows.values.count)
    for value in rows.values { values.append(numbers[Int(value)]) }
    for start in rows.starts.dropFirst() { starts.append(first + start) }
  }
}

extension RaggedRows {
  mutating func appendRow(_ row: ArraySlice<UInt32>) {
    for value in row { append(value) }
    endRow()
  }

  /// Adds a row at the end, each value replaced by its number.
  mutating func appendRow(_ row: ArraySlice<UInt32>, numbers: [UInt32]) {
    for value in row { append(numbers[Int(value)]) }
    endRow()
  }
}
