import Foundation

extension ProbabilityRows {
  /// Returns the normalized geometric means with another model's rows, which have the weight
  /// `weight`, 0–1, and these the rest (logarithmic opinion pool; Genest and Zidek, *Combining
  /// Probability Distributions*, 1986).
  ///
  /// A probability below 10⁻⁶ counts as that, so that neither model alone excludes a class.
  package func pooled(with others: ProbabilityRows, weight: Float) -> ProbabilityRows {
    precondition(
      others.values.count == values.count && others.classCount == classCount,
      "The rows of two models differ in number or classes.")
    var result = self
    for row in 0..<count {
      let places = row * classCount..<(row + 1) * classCount
      var sum: Float = 0
      for place in places {
        let logarithm =
          (1 - weight) * log(max(values[place], Self.least))
          + weight * log(max(others.values[place], Self.least))
        result.values[place] = exp(logarithm)
        sum += result.values[place]
      }
      for place in places { result.values[place] /= sum }
    }
    return result
  }

  private static let least: Float = 1e-6

  /// Returns the rows with the probabilities of each column added to that of its class; −1 is none.
  package func gathered(into classCount: Int, at places: [Int]) -> ProbabilityRows {
    var rows = ProbabilityRows(count: count, classCount: classCount)
    for row in 0..<count {
      for (column, place) in places.enumerated() where place >= 0 {
        rows.values[row * classCount + place] += values[row * self.classCount + column]
      }
    }
    return rows
  }
}
