import Domain
import Foundation
import Testing

@testable import Learning

@Suite("Answer errors")
struct AnswerErrorsTests {
  /// Predictions of a model that is as sure as it should be, answered by people who err at a rate.
  private func pairs(_ count: Int, errorRate: Double) -> [CalibrationPair] {
    var generator = SeededGenerator(seed: 11)
    return (0..<count).map { row in
      let odds = generator.nextUnit() * 9 - 1
      let isRight = generator.nextUnit() < 1 / (1 + exp(-odds))
      let seems = generator.nextUnit() < errorRate ? false : isRight
      return CalibrationPair(
        row: row, predicted: 0, surety: Surety(lead: odds, odds: odds), labelCount: 100,
        isRight: seems)
    }
  }

  @Test("People who do not err are taken to be right")
  func none() {
    #expect(AnswerErrors.estimate(pairs(1500, errorRate: 0), classCount: 4).rate == 0)
  }

  @Test("Wrong answers are found, and their rate is a cautious one", arguments: [0.05, 0.1])
  func some(rate: Double) {
    let estimate = AnswerErrors.estimate(pairs(3000, errorRate: rate), classCount: 4).rate
    #expect(estimate > rate / 3 && estimate < rate + 0.01)
  }

  @Test("Net of people's errors the probability is that of being right")
  func net() throws {
    let pairs = pairs(3000, errorRate: 0.1)
    let answers = AnswerErrors(rate: 0.1, classCount: 4)
    let surety = Surety(lead: 6, odds: 6)
    let plain = try #require(Calibration(pairs: pairs, labelCount: 100)).probability(surety)
    let net = try #require(Calibration(pairs: pairs, labelCount: 100, answers: answers))
      .probability(surety)
    #expect(plain < 0.93 && net > 0.97)
  }
}
