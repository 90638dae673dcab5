/// A matrix of class probabilities, one row per text.
package struct ProbabilityRows: Sendable, Equatable {
  package let classCount: Int
  /// Row-major, `count` × `classCount`.
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

  /// Returns the most probable class of a row and the two largest probabilities; the first class
  /// wins a tie.
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

  /// For each row the most probable class.
  package var bestLabels: [Int] { (0..<count).map { best(of: $0).label } }
}

extension ProbabilityRows {
  /// Returns the rows with each column at the place of its class among more; the others are 0.
  package func spread(over count: Int, at places: [Int]?) -> ProbabilityRows {
    guard let places, places.count == classCount, count > classCount else { return self }
    var rows = ProbabilityRows(count: self.count, classCount: count)
    for row in 0..<self.count {
      for (column, place) in places.enumerated() {
        rows.values[row * count + place] = values[row * classCount + column]
      }
    }
    return rows
  }

  /// Returns the rows without the probabilities of classes that are not in use; each still sums to 1.
  package func without(_ classes: Set<Int>) -> ProbabilityRows {
    guard !classes.isEmpty else { return self }
    var rows = self
    for row in 0..<count {
      for label in classes { rows.values[row * classCount + label] = 0 }
      let sum = rows[row].reduce(0, +)
      guard sum > 0 else { continue }
      for place in row * classCount..<(row + 1) * classCount { rows.values[place] /= sum }
    }
    return rows
  }
}
