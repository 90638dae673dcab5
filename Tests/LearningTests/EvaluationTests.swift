import Foundation
import Testing

@testable import Learning

@Suite struct EvaluationTests {
  private let rows = ProbabilityRows(
    values: [0.9, 0.1, 0.8, 0.2, 0.3, 0.7, 0.4, 0.6], classCount: 2)

  @Test("Accuracy, macro-F1 and log loss equal the hand-computed ones")
  func byHand() {
    let evaluation = Evaluation(rows, known: [0, 1, 1, 1])
    #expect(evaluation.accuracy == 0.75)
    // Class 0: 1 hit, 2 guesses, 1 truth; class 1: 2 hits, 2 guesses, 3 truths.
    #expect(abs(evaluation.macroF1 - (2.0 / 3 + 4.0 / 5) / 2) < 1e-9)
    let loss = -(log(0.9) + log(0.2) + log(0.7) + log(0.6)) / 4
    #expect(abs(evaluation.logLoss - loss) < 1e-6)
  }

  @Test("Calibration error is the mean distance of confidence and accuracy")
  func calibrationError() {
    let evaluation = Evaluation(rows, known: [0, 1, 1, 1])
    #expect(abs(evaluation.expectedCalibrationError - (0.1 + 0.8 + 0.3 + 0.4) / 4) < 1e-6)
    #expect(evaluation.reliability.reduce(0) { $0 + $1.count } == 4)
  }

  @Test("Coverage is the longest prefix by confidence with the target accuracy")
  func coverage() {
    let evaluation = Evaluation(rows, known: [0, 1, 1, 1])
    #expect(evaluation.coverage(atAccuracy: 1) == 0.25)
    #expect(evaluation.coverage(atAccuracy: 0.75) == 1)
    #expect(Evaluation(rows, known: [1, 1, 1, 1]).coverage(atAccuracy: 0.9) == 0)
  }

  @Test("The evaluation of no rows is 0")
  func empty() {
    let evaluation = Evaluation(ProbabilityRows(count: 0, classCount: 2), known: [])
    #expect(evaluation.accuracy == 0 && evaluation.macroF1 == 0)
    #expect(evaluation.coverage(atAccuracy: 0.9) == 0)
  }
}
