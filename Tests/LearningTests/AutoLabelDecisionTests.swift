import Domain
import Foundation
import Testing

@testable import Learning

@Suite struct AutoLabelDecisionTests {
  /// Rows from sure to unsure.
  private func rows(_ count: Int) -> ProbabilityRows {
    ProbabilityRows(
      values: (0..<count).flatMap { row in
        let first = 0.999 - 0.49 * Float(row) / Float(count)
        return [first, 1 - first]
      }, classCount: 2)
  }

  private func pairs(_ count: Int, rightShare: Double) -> [CalibrationPair] {
    var generator = SeededGenerator(seed: 8)
    return (0..<count).map { row in
      CalibrationPair(
        row: row, predicted: 0, confidence: ConfidenceFeatures(logMargin: 3, logOdds: 3),
        labelCount: 100,
        isRight: generator.nextUnit() < rightShare)
    }
  }

  private func decision(
    _ rows: ProbabilityRows, _ calibration: Calibration?, target: Double = 0.95,
    confidence: Double = 0.95
  ) -> AutoLabelDecision {
    AutoLabelDecision(
      ScoredRows(rows, calibration: calibration), rows: Array(0..<rows.count), target: target,
      confidence: ConfidenceLevel(confidence))
  }

  /// A calibration known exactly: P = σ(odds).
  private let exact = Calibration(
    weights: [0, 0, 1], lapse: 0, covariance: SmallMatrix(size: 4), wrongWeight: 1e9)

  @Test("Without a calibration nothing is auto-labeled")
  func noCalibration() {
    let decision = decision(rows(50), nil)
    #expect(decision.autoLabels.isEmpty && !decision.reachesTarget)
    #expect(decision.threshold == 1)
  }

  @Test("The auto-labels are the longest prefix whose bound reaches the target")
  func longest() {
    let rows = rows(400)
    let decision = decision(rows, exact, target: 0.9)
    #expect(!decision.autoLabels.isEmpty && !decision.reachesTarget)
    let probabilities = ScoredRows(rows, calibration: exact).probabilities
    func bound(_ count: Int) -> Double {
      let some = probabilities[..<count]
      let mean = some.reduce(0, +) / Double(count)
      let variance = some.reduce(0) { $0 + $1 * (1 - $1) }
      let known = (1 - mean) * (1 - mean) / 1e9
      let error = (variance / Double(count * count) + known).squareRoot()
      return mean - ConfidenceLevel(0.95).standardErrors * 1.15 * pow(0.05 / 0.1, 0.75) * error
    }
    #expect(bound(decision.autoLabels.count) >= 0.9)
    #expect(bound(decision.autoLabels.count + 1) < 0.9)
    #expect(abs(decision.lowerBound - bound(decision.autoLabels.count)) < 1e-6)
    #expect(decision.autoLabels.map(\.row) == Array(0..<decision.autoLabels.count))
  }

  @Test("The target is reached when all remaining rows can be auto-labeled")
  func complete() {
    let sure = ProbabilityRows(
      values: Array(repeating: [0.99, 0.01], count: 300).flatMap(\.self), classCount: 2)
    let decision = decision(sure, exact)
    #expect(decision.reachesTarget)
    #expect(decision.autoLabels.count == 300)
    #expect(abs(decision.estimate - 0.99) < 1e-4)
  }

  @Test("The target is reached with no rows left")
  func nothingLeft() {
    let decision = AutoLabelDecision(
      ScoredRows(rows(10), calibration: exact), rows: [], target: 0.95,
      confidence: ConfidenceLevel(0.95))
    #expect(decision.reachesTarget && decision.autoLabels.isEmpty)
  }

  @Test("A higher confidence level never gives more auto-labels")
  func confidence() {
    let rows = rows(400)
    let counts = [0.5, 0.8, 0.95, 0.99].map {
      decision(rows, exact, target: 0.9, confidence: $0).autoLabels.count
    }
    #expect(counts == counts.sorted(by: >))
    #expect(Set(counts).count > 1)
  }

  @Test("Thirty right calibration pairs do not suffice for a target of 99 %")
  func fewRight() throws {
    let calibration = try #require(
      Calibration(pairs: pairs(30, rightShare: 1), labelCount: 100))
    let high = decision(rows(200), calibration, target: 0.99)
    #expect(high.autoLabels.isEmpty && high.estimate < 0.99)
    #expect(decision(rows(200), calibration, target: 0.9).reachesTarget)
  }

  @Test("With few wrong calibration pairs the bound is well below the estimate")
  func fewWrong() throws {
    let all = pairs(100, rightShare: 1)
    let some = all.enumerated().map { index, pair in
      CalibrationPair(
        row: pair.row, predicted: 0, confidence: pair.confidence, labelCount: 100,
        isRight: index % 25 != 0)
    }
    let calibration = try #require(Calibration(pairs: some, labelCount: 100))
    let decision = decision(rows(500), calibration, target: 0.95)
    #expect(decision.estimate - decision.lowerBound > 0.01)
  }

  @Test("A model that is mostly wrong gives no auto-labels")
  func wrong() throws {
    let calibration = try #require(
      Calibration(pairs: pairs(200, rightShare: 0.4), labelCount: 100))
    #expect(decision(rows(300), calibration).autoLabels.isEmpty)
  }

  @Test("Only open rows are auto-labeled")
  func onlyOpenRows() {
    let decision = AutoLabelDecision(
      ScoredRows(rows(100), calibration: exact), rows: [5, 7, 60], target: 0.6,
      confidence: ConfidenceLevel(0.95))
    #expect(Set(decision.autoLabels.map(\.row)).isSubset(of: [5, 7, 60]))
  }

  @Test("A confidence level of 0.95 means 1.64 standard errors, 0.5 none")
  func standardErrors() {
    #expect(abs(ConfidenceLevel(0.95).standardErrors - 1.6449) < 1e-3)
    #expect(abs(ConfidenceLevel(0.5).standardErrors) < 1e-9)
    #expect(abs(ConfidenceLevel(0.99).standardErrors - 2.3263) < 1e-3)
    #expect(ConfidenceLevel(3).value == 0.99)
  }
}
