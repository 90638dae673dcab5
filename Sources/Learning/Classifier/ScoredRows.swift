/// For each row of the pool the likeliest label and the probability that it is right.
package struct ScoredRows: Sendable, Equatable {
  /// What was predicted of each row.
  package let rows: ProbabilityRows
  package let calibration: Calibration?
  package let labels: [Int]
  package let sureties: [Surety]
  /// That the likeliest label is right: calibrated, or as the model says while there is no
  /// calibration.
  package let probabilities: [Double]

  package var count: Int { labels.count }

  package init(_ rows: ProbabilityRows, calibration: Calibration?, threads: Int = 2) {
    let scores = Parallel.map(rows: rows.count, threads: threads) { range in
      range.map { row in
        let best = rows.best(of: row)
        let surety = Surety(first: best.first, second: best.second)
        return Score(
          label: best.label, surety: surety,
          probability: calibration?.probability(surety) ?? Double(best.first))
      }
    }
    self.rows = rows
    self.calibration = calibration
    labels = scores.map(\.label)
    sureties = scores.map(\.surety)
    probabilities = scores.map(\.probability)
  }

  private struct Score {
    let label: Int
    let surety: Surety
    let probability: Double
  }

  /// What is kept of a row's prediction until a person answers.
  package func pair(row: Int, labelCount: Int, answer: Int) -> CalibrationPair {
    CalibrationPair(
      row: row, predicted: labels[row], surety: sureties[row], labelCount: labelCount,
      isRight: labels[row] == answer)
  }
}
