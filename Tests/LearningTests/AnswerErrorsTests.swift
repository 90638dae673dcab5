import Domain
import Foundation
import Testing

@testable import Learning

@Suite struct AnswerErrorsTests {
  /// Predictions of a model that is as sure as it should be, answered by people who err at a rate.
  private func pairs(_ count: Int, errorRate: Double) -> [CalibrationPair] {
    var generator = SeededGenerator(seed: 11)
    return (0..<count).map { row in
      let odds = generator.nextUnit() * 9 - 1
      let isRight = generator.nextUnit() < 1 / (1 + exp(-odds))
      let seems = generator.nextUnit() < errorRate ? false : isRight
      return CalibrationPair(
        row: row, predicted: 0, confidence: ConfidenceFeatures(logMargin: odds, logOdds: odds),
        labelCount: 100,
        isRight: seems)
    }
  }

  @Test("A calibration corrected for wrong annotations gives the probability of being right")
  func net() throws {
    let pairs = pairs(3000, errorRate: 0.1)
    let answers = AnswerErrors(rate: 0.1, classCount: 4)
    let confidence = ConfidenceFeatures(logMargin: 6, logOdds: 6)
    let plain = try #require(Calibration(pairs: pairs, labelCount: 100)).probability(confidence)
    let net = try #require(Calibration(pairs: pairs, labelCount: 100, answers: answers))
      .probability(confidence)
    #expect(plain < 0.93 && net > 0.97)
  }
}
