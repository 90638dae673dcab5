/// Rows of different lengths in one array (compressed sparse rows).
package struct RaggedRows: Sendable, Equatable {
  /// Row *r* is `values[starts[r] ..< starts[r + 1]]`.
  package private(set) var starts: [Int] = [0]
  package private(set) var values: [UInt32] = []

  package init() {}

  package var count: Int { starts.count - 1 }

  package subscript(row: Int) -> ArraySlice<UInt32> { values[starts[row]..<starts[row + 1]] }

  /// Returns the indices of a row's elements in `values`.
  ///
  /// Loops over many rows use these instead of the subscript: each slice retains and releases the
  /// array, and threads contend for the reference count.
  @inline(__always)
  package func indices(of row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  mutating func reserveCapacity(rows: Int, values count: Int) {
    starts.reserveCapacity(rows + 1)
    values.reserveCapacity(count)
  }

  @inline(__always)
  mutating func append(_ value: UInt32) { values.append(value) }

  /// Ends the row to which values were appended.
  mutating func endRow() { starts.append(values.count) }

  /// Appends rows.
  mutating func append(_ rows: RaggedRows) {
    let first = values.count
    values += rows.values
    for start in rows.starts.dropFirst() { starts.append(first + start) }
  }

  /// Appends rows, each value *v* replaced by `numbers[v]`.
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

  /// Appends a row, each value *v* replaced by `numbers[v]`.
  mutating func appendRow(_ row: ArraySlice<UInt32>, numbers: [UInt32]) {
    for value in row { append(numbers[Int(value)]) }
    endRow()
  }
}
