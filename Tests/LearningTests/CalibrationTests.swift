import Domain
import Foundation
import Testing

@testable import Learning

@Suite struct CalibrationTests {
  /// Pairs of a model that is right with (1 − lapse) · σ(b₀ + b₁ lead + b₂ odds).
  private func pairs(
    _ count: Int, weights: [Double] = [-0.5, 0.6, 0.3], lapse: Double = 0.02, seed: UInt64 = 1,
    labelCount: Int = 1000
  ) -> [CalibrationPair] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { row in
      let lead = generator.nextUnit() * 8
      let odds = lead - generator.nextUnit() * 2
      let score = weights[0] + weights[1] * lead + weights[2] * odds
      return CalibrationPair(
        row: row, predicted: 0, confidence: ConfidenceFeatures(logMargin: lead, logOdds: odds),
        labelCount: labelCount,
        isRight: generator.nextUnit() < (1 - lapse) / (1 + exp(-score)))
    }
  }

  @Test("A calibration recovers the parameters that made its pairs")
  func recovers() throws {
    let calibration = try #require(Calibration(pairs: pairs(20_000), labelCount: 1000))
    #expect(abs(calibration.weights[0] + 0.5) < 0.2)
    #expect(abs(calibration.weights[1] - 0.6) < 0.2)
    #expect(abs(calibration.weights[2] - 0.3) < 0.2)
    #expect(abs(calibration.lapse - 0.02) < 0.01)
  }

  @Test("Calibrated probabilities equal the observed accuracy")
  func rates() throws {
    let calibration = try #require(Calibration(pairs: pairs(3000), labelCount: 1000))
    let fresh = pairs(6000, seed: 2)
    let mean = fresh.reduce(0) { $0 + calibration.probability($1.confidence) } / 6000
    let rate = Double(fresh.count { $0.isRight }) / 6000
    #expect(abs(mean - rate) < 0.02)
  }

  @Test("A calibration's standard error matches the spread over samples")
  func scatter() throws {
    let confidence = ConfidenceFeatures(logMargin: 5, logOdds: 4)
    var estimates: [Double] = []
    var errors: [Double] = []
    for seed in 0..<40 {
      let calibration = try #require(
        Calibration(pairs: pairs(400, seed: UInt64(seed + 10)), labelCount: 1000))
      estimates.append(calibration.probability(confidence))
      let gradient = calibration.gradient(confidence)
      errors.append(
        calibration.covariance.quadratic((0..<4).map { gradient[$0] }).squareRoot())
    }
    let mean = estimates.reduce(0, +) / 40
    let spread = (estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 39).squareRoot()
    let error = errors.reduce(0, +) / 40
    #expect(error > spread * 0.6 && error < spread * 1.7)
  }

  @Test("A calibration's gradient agrees with finite differences")
  func gradient() {
    let confidence = ConfidenceFeatures(logMargin: 2, logOdds: 1.5)
    func calibration(_ shifts: [Double]) -> Calibration {
      let logit = log(0.03 / 0.97) + shifts[3]
      return Calibration(
        weights: [0.2 + shifts[0], 0.4 + shifts[1], 0.1 + shifts[2]], lapse: 1 / (1 + exp(-logit)),
        covariance: SmallMatrix(size: 4), wrongWeight: 10)
    }
    let exact = calibration([0, 0, 0, 0]).gradient(confidence)
    for index in 0..<4 {
      var shift = [0.0, 0, 0, 0]
      shift[index] = 1e-5
      let high = calibration(shift).probability(confidence)
      shift[index] = -1e-5
      let low = calibration(shift).probability(confidence)
      #expect(abs((high - low) / 2e-5 - exact[index]) < 1e-6)
    }
  }

  @Test("Too few pairs give no calibration")
  func tooFew() {
    #expect(Calibration(pairs: pairs(29), labelCount: 1000) == nil)
    #expect(Calibration(pairs: [], labelCount: 0) == nil)
  }

  @Test("If all pairs are right, P(right) is a constant below 1")
  func allRight() throws {
    let right = pairs(60).map {
      CalibrationPair(
        row: $0.row, predicted: 0, confidence: $0.confidence, labelCount: 1000, isRight: true)
    }
    let calibration = try #require(Calibration(pairs: right, labelCount: 1000))
    let one = calibration.probability(ConfidenceFeatures(logMargin: 0.1, logOdds: 0))
    #expect(abs(one - 60.5 / 61) < 1e-9)
    #expect(calibration.probability(ConfidenceFeatures(logMargin: 9, logOdds: 9)) == one)
  }

  @Test("If all pairs are wrong, P(right) is a constant near 0")
  func allWrong() throws {
    let wrong = pairs(60).map {
      CalibrationPair(
        row: $0.row, predicted: 0, confidence: $0.confidence, labelCount: 1000, isRight: false)
    }
    let calibration = try #require(Calibration(pairs: wrong, labelCount: 1000))
    #expect(calibration.probability(ConfidenceFeatures(logMargin: 9, logOdds: 9)) < 0.02)
  }

  @Test("Calibration pairs of models with fewer labels weigh less")
  func age() throws {
    let old = pairs(500, weights: [-2, 0, 0], lapse: 0, labelCount: 100)
    let new = pairs(500, weights: [2, 0, 0], lapse: 0, seed: 2, labelCount: 1000)
    let calibration = try #require(Calibration(pairs: old + new, labelCount: 1000))
    let even = try #require(Calibration(pairs: old + new, labelCount: 100))
    let confidence = ConfidenceFeatures(logMargin: 4, logOdds: 3)
    #expect(calibration.probability(confidence) > even.probability(confidence) + 0.1)
  }

  @Test("Log margin and log odds are within ±12")
  func confidences() {
    let confidence = ConfidenceFeatures(first: 0.6, second: 0.3)
    #expect(abs(confidence.logMargin - log(2)) < 1e-6)
    #expect(abs(confidence.logOdds - log(1.5)) < 1e-6)
    #expect(
      ConfidenceFeatures(first: 1, second: 0) == ConfidenceFeatures(logMargin: 12, logOdds: 12))
  }
}
