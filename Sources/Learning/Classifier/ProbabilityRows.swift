/// A probability for each class in each row.
package struct ProbabilityRows: Sendable, Equatable {
  package let classCount: Int
  /// Row by row; row *r* begins at *r* · `classCount`.
  package internal(set) var values: [Float]

  package init(values: [Float], classCount: Int) {
    precondition(classCount > 0 && values.count % classCount == 0)
    self.values = values
    self.classCount = classCount
  }

  package init(repeating value: Float = 0, count: Int, classCount: Int) {
    self.init(values: [Float](repeating: value, count: count * classCount), classCount: classCount)
  }

  package var count: Int { values.count / classCount }

  package subscript(row: Int) -> ArraySlice<Float> {
    values[row * classCount..<(row + 1) * classCount]
  }

  /// The likeliest class of a row, its probability and the next one's; the first class wins a tie.
  package func best(of row: Int) -> (label: Int, first: Float, second: Float) {
    values.withUnsafeBufferPointer { values in
      var (label, first, second): (Int, Float, Float) = (0, -1, -1)
      for index in 0..<classCount {
        let value = values[row * classCount + index]
        if value > first {
          (label, first, second) = (index, value, first)
        } else if value > second {
          second = value
        }
      }
      return (label, first, max(second, 0))
    }
  }

  /// The likeliest class of each row.
  package var bestLabels: [Int] { (0..<count).map { best(of: $0).label } }
}
