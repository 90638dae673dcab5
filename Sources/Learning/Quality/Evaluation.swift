import Foundation

/// Metrics of predictions against known labels.
package struct Evaluation: Sendable, Equatable {
  /// Rows with a confidence within one interval.
  package struct ReliabilityBin: Sendable, Equatable {
    package let count: Int
    package let meanConfidence: Double
    package let accuracy: Double
  }

  package let accuracy: Double
  /// The mean F1 over the classes that occur or are predicted, 0–1.
  package let macroF1: Double
  /// The mean of −ln(probability of the known label), in nats.
  package let logLoss: Double
  /// The mean absolute difference of confidence and accuracy over the bins, weighted by count, 0–1.
  package let expectedCalibrationError: Double
  /// Fifteen bins of equal width over the confidence; empty ones have a count of 0.
  package let reliability: [ReliabilityBin]

  private let isRightByConfidence: [Bool]

  /// Evaluates predictions; `confidences` are P(right) per row, by default the largest probability.
  package init(_ rows: ProbabilityRows, known: [Int], confidences: [Double]? = nil) {
    precondition(rows.count == known.count)
    let predicted = rows.bestLabels
    let confidences = confidences ?? predicted.indices.map { Double(rows[$0].max() ?? 0) }
    let isRight = zip(predicted, known).map { $0 == $1 }
    let count = Double(max(1, known.count))
    accuracy = Double(isRight.count { $0 }) / count
    macroF1 = Self.macroF1(predicted, known, classCount: rows.classCount)
    logLoss =
      known.indices.reduce(0) {
        $0 - log(max(1e-7, Double(rows.values[$1 * rows.classCount + known[$1]])))
      } / count
    reliability = Self.bins(confidences, isRight)
    expectedCalibrationError =
      reliability.reduce(0) { $0 + Double($1.count) * abs($1.meanConfidence - $1.accuracy) } / count
    let order = confidences.indices.sorted {
      confidences[$0] != confidences[$1] ? confidences[$0] > confidences[$1] : $0 < $1
    }
    isRightByConfidence = order.map { isRight[$0] }
  }

  /// Returns the largest share of rows, by falling confidence, whose accuracy is at least `target`.
  package func coverage(atAccuracy target: Double) -> Double {
    var (right, longest) = (0, 0)
    for (index, isRight) in isRightByConfidence.enumerated() {
      if isRight { right += 1 }
      if Double(right) >= target * Double(index + 1) { longest = index + 1 }
    }
    return Double(longest) / Double(max(1, isRightByConfidence.count))
  }

  private static func macroF1(_ predicted: [Int], _ known: [Int], classCount: Int) -> Double {
    var hits = [Int](repeating: 0, count: classCount)
    var guesses = hits
    var truths = hits
    for (guess, truth) in zip(predicted, known) {
      guesses[guess] += 1
      truths[truth] += 1
      if guess == truth { hits[guess] += 1 }
    }
    var scores: [Double] = []
    for label in 0..<classCount where guesses[label] + truths[label] > 0 {
      scores.append(2 * Double(hits[label]) / Double(guesses[label] + truths[label]))
    }
    return scores.reduce(0, +) / Double(max(1, scores.count))
  }

  private static func bins(_ confidences: [Double], _ isRight: [Bool]) -> [ReliabilityBin] {
    var sums = [(count: Int, confidence: Double, right: Int)](repeating: (0, 0, 0), count: 15)
    for (confidence, isRight) in zip(confidences, isRight) {
      let bin = min(14, max(0, Int(confidence * 15)))
      sums[bin].count += 1
      sums[bin].confidence += confidence
      sums[bin].right += isRight ? 1 : 0
    }
    return sums.map { sum in
      let count = Double(max(1, sum.count))
      return ReliabilityBin(
        count: sum.count, meanConfidence: sum.confidence / count,
        accuracy: Double(sum.right) / count)
    }
  }
}
