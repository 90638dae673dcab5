/// A square matrix of a few rows, for the calibration's parameters.
struct SmallMatrix: Sendable, Equatable {
  let size: Int
  private var values: [Double]

  init(size: Int) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  /// The columns of a 4 × 4 matrix.
  var columns: [SIMD4<Double>] {
    (0..<4).map { SIMD4(self[0, $0], self[1, $0], self[2, $0], self[3, $0]) }
  }

  /// Returns vᵀ M v.
  func quadratic(_ vector: [Double]) -> Double {
    var sum = 0.0
    for row in 0..<size {
      for column in 0..<size { sum += vector[row] * self[row, column] * vector[column] }
    }
    return sum
  }

  /// Returns M v of a 4 × 4 matrix.
  func times(_ vector: SIMD4<Double>) -> SIMD4<Double> {
    zip(columns, 0..<4).reduce(.zero) { $0 + $1.0 * vector[$1.1] }
  }

  func times(_ other: SmallMatrix) -> SmallMatrix {
    var result = SmallMatrix(size: size)
    for row in 0..<size {
      for column in 0..<size {
        result[row, column] = (0..<size).reduce(0) { $0 + self[row, $1] * other[$1, column] }
      }
    }
    return result
  }

  /// Returns the inverse by Gauss–Jordan elimination with pivoting; nil if the matrix is singular.
  func inverted() -> SmallMatrix? {
    var (left, right) = (self, SmallMatrix(size: size))
    for row in 0..<size { right[row, row] = 1 }
    for column in 0..<size {
      let pivot = (column..<size).max { abs(left[$0, column]) < abs(left[$1, column]) } ?? column
      guard left[pivot, column].isFinite, abs(left[pivot, column]) > 1e-300 else { return nil }
      left.swapRows(pivot, column)
      right.swapRows(pivot, column)
      let scale = 1 / left[column, column]
      left.scaleRow(column, by: scale)
      right.scaleRow(column, by: scale)
      for row in 0..<size where row != column {
        let factor = left[row, column]
        left.addRow(column, times: -factor, to: row)
        right.addRow(column, times: -factor, to: row)
      }
    }
    return right
  }

  private mutating func swapRows(_ one: Int, _ other: Int) {
    for column in 0..<size { values.swapAt(one * size + column, other * size + column) }
  }

  private mutating func scaleRow(_ row: Int, by factor: Double) {
    for column in 0..<size { self[row, column] *= factor }
  }

  private mutating func addRow(_ source: Int, times factor: Double, to row: Int) {
    for column in 0..<size { self[row, column] += factor * self[source, column] }
  }
}
