/// For each row of the pool its most probable label and the probability that it is right.
package struct ScoredRows: Sendable, Equatable {
  /// The predictions.
  package let rows: ProbabilityRows
  package let calibration: Calibration?
  package let labels: [Int]
  package let confidences: [ConfidenceFeatures]
  /// For each row P(right), 0–1: calibrated or, without a calibration, the largest probability.
  package let probabilities: [Double]

  package var count: Int { labels.count }

  package init(_ rows: ProbabilityRows, calibration: Calibration?, threads: Int = 2) {
    let scores = Parallel.map(rows: rows.count, threads: threads) { range in
      range.map { row in
        let best = rows.best(of: row)
        let confidence = ConfidenceFeatures(first: best.first, second: best.second)
        return Score(
          label: best.label, confidence: confidence,
          probability: calibration?.probability(confidence) ?? Double(best.first))
      }
    }
    self.rows = rows
    self.calibration = calibration
    labels = scores.map(\.label)
    confidences = scores.map(\.confidence)
    probabilities = scores.map(\.probability)
  }

  private struct Score {
    let label: Int
    let confidence: ConfidenceFeatures
    let probability: Double
  }

  /// Returns the calibration pair of a row's prediction and the annotation that came after it.
  package func pair(row: Int, labelCount: Int, answer: Int) -> CalibrationPair {
    CalibrationPair(
      row: row, predicted: labels[row], confidence: confidences[row], labelCount: labelCount,
      isRight: labels[row] == answer)
  }
}
