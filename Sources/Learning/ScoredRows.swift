/// For each row of the pool the likeliest label and the probability that it is right.
package struct ScoredRows: Sendable, Equatable {
  package let labels: [Int]
  package let sureties: [Surety]
  /// That the likeliest label is right: calibrated, or as the model says while there is no
  /// calibration.
  package let probabilities: [Double]

  package var count: Int { labels.count }

  package init(_ rows: ProbabilityRows, calibration: Calibration?) {
    var labels: [Int] = []
    var sureties: [Surety] = []
    var probabilities: [Double] = []
    labels.reserveCapacity(rows.count)
    sureties.reserveCapacity(rows.count)
    probabilities.reserveCapacity(rows.count)
    for row in 0..<rows.count {
      let best = rows.best(of: row)
      let surety = Surety(first: best.first, second: best.second)
      labels.append(best.label)
      sureties.append(surety)
      probabilities.append(calibration?.probability(surety) ?? Double(best.first))
    }
    self.labels = labels
    self.sureties = sureties
    self.probabilities = probabilities
  }

  /// What is kept of a row's prediction until a person answers.
  package func pair(row: Int, labelCount: Int, answer: Int) -> CalibrationPair {
    CalibrationPair(
      row: row, predicted: labels[row], surety: sureties[row], labelCount: labelCount,
      isRight: labels[row] == answer)
  }
}
