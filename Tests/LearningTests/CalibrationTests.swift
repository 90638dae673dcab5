import Domain
import Foundation
import Testing

@testable import Learning

@Suite("Calibration")
struct CalibrationTests {
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
        row: row, predicted: 0, surety: Surety(lead: lead, odds: odds), labelCount: labelCount,
        isRight: generator.nextUnit() < (1 - lapse) / (1 + exp(-score)))
    }
  }

  @Test("It recovers planted parameters")
  func recovers() throws {
    let calibration = try #require(Calibration(pairs: pairs(20_000), labelCount: 1000))
    #expect(abs(calibration.weights[0] + 0.5) < 0.2)
    #expect(abs(calibration.weights[1] - 0.6) < 0.2)
    #expect(abs(calibration.weights[2] - 0.3) < 0.2)
    #expect(abs(calibration.lapse - 0.02) < 0.01)
  }

  @Test("Its probabilities are the rates at which the model is right")
  func rates() throws {
    let calibration = try #require(Calibration(pairs: pairs(3000), labelCount: 1000))
    let fresh = pairs(6000, seed: 2)
    let mean = fresh.reduce(0) { $0 + calibration.probability($1.surety) } / 6000
    let rate = Double(fresh.count { $0.isRight }) / 6000
    #expect(abs(mean - rate) < 0.02)
  }

  @Test("Its error matches how estimates scatter from sample to sample")
  func scatter() throws {
    let surety = Surety(lead: 5, odds: 4)
    var estimates: [Double] = []
    var errors: [Double] = []
    for seed in 0..<40 {
      let calibration = try #require(
        Calibration(pairs: pairs(400, seed: UInt64(seed + 10)), labelCount: 1000))
      estimates.append(calibration.probability(surety))
      let gradient = calibration.gradient(surety)
      errors.append(
        calibration.covariance.quadratic((0..<4).map { gradient[$0] }).squareRoot())
    }
    let mean = estimates.reduce(0, +) / 40
    let spread = (estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 39).squareRoot()
    let error = errors.reduce(0, +) / 40
    #expect(error > spread * 0.6 && error < spread * 1.7)
  }

  @Test("The gradient agrees with finite differences")
  func gradient() {
    let surety = Surety(lead: 2, odds: 1.5)
    func calibration(_ shifts: [Double]) -> Calibration {
      let logit = log(0.03 / 0.97) + shifts[3]
      return Calibration(
        weights: [0.2 + shifts[0], 0.4 + shifts[1], 0.1 + shifts[2]], lapse: 1 / (1 + exp(-logit)),
        covariance: SmallMatrix(size: 4), wrongWeight: 10)
    }
    let exact = calibration([0, 0, 0, 0]).gradient(surety)
    for index in 0..<4 {
      var shift = [0.0, 0, 0, 0]
      shift[index] = 1e-5
      let high = calibration(shift).probability(surety)
      shift[index] = -1e-5
      let low = calibration(shift).probability(surety)
      #expect(abs((high - low) / 2e-5 - exact[index]) < 1e-6)
    }
  }

  @Test("Too few pairs say nothing")
  func tooFew() {
    #expect(Calibration(pairs: pairs(29), labelCount: 1000) == nil)
    #expect(Calibration(pairs: [], labelCount: 0) == nil)
  }

  @Test("If all pairs are right, every row gets the same probability below 1")
  func allRight() throws {
    let right = pairs(60).map {
      CalibrationPair(
        row: $0.row, predicted: 0, surety: $0.surety, labelCount: 1000, isRight: true)
    }
    let calibration = try #require(Calibration(pairs: right, labelCount: 1000))
    let one = calibration.probability(Surety(lead: 0.1, odds: 0))
    #expect(abs(one - 60.5 / 61) < 1e-9)
    #expect(calibration.probability(Surety(lead: 9, odds: 9)) == one)
  }

  @Test("If all pairs are wrong, every row is nearly surely wrong")
  func allWrong() throws {
    let wrong = pairs(60).map {
      CalibrationPair(
        row: $0.row, predicted: 0, surety: $0.surety, labelCount: 1000, isRight: false)
    }
    let calibration = try #require(Calibration(pairs: wrong, labelCount: 1000))
    #expect(calibration.probability(Surety(lead: 9, odds: 9)) < 0.02)
  }

  @Test("Pairs of a model with fewer labels count less")
  func age() throws {
    let old = pairs(500, weights: [-2, 0, 0], lapse: 0, labelCount: 100)
    let new = pairs(500, weights: [2, 0, 0], lapse: 0, seed: 2, labelCount: 1000)
    let calibration = try #require(Calibration(pairs: old + new, labelCount: 1000))
    let even = try #require(Calibration(pairs: old + new, labelCount: 100))
    let surety = Surety(lead: 4, odds: 3)
    #expect(calibration.probability(surety) > even.probability(surety) + 0.1)
  }

  @Test("Sureties are logarithms within ±12")
  func sureties() {
    let surety = Surety(first: 0.6, second: 0.3)
    #expect(abs(surety.lead - log(2)) < 1e-6)
    #expect(abs(surety.odds - log(1.5)) < 1e-6)
    #expect(Surety(first: 1, second: 0) == Surety(lead: 12, odds: 12))
  }

  @Test("Start pairs hold each label once, predicted by a model that did not know it")
  func outOfFold() {
    let made = MadeUpTexts(count: 90)
    let features = TextFeatures(texts: made.texts)
    let labels = made.humanLabels(0..<40)
    let pool = Pool(
      features: features, graph: NeighborGraph(features),
      validationGroups: RowGroups(count: features.count), classCount: 3)
    let pairs = CrossValidation(labels, seed: 3).pairs(pool, trainer: ClassifierTrainer())
    #expect(pairs.map(\.row).sorted() == Array(0..<40))
    #expect(pairs.allSatisfy { $0.labelCount == 36 })
    #expect(pairs.count { $0.isRight } < 40)
  }

  @Test("One label or none gives no start pairs", arguments: [0, 1])
  func fewLabels(count: Int) {
    let made = MadeUpTexts(count: 9)
    let features = TextFeatures(texts: made.texts)
    let pool = Pool(features: features, graph: NeighborGraph(features), classCount: 3)
    let pairs = CrossValidation(made.humanLabels(0..<count), seed: 3)
      .pairs(pool, trainer: ClassifierTrainer())
    #expect(pairs.isEmpty)
  }
}
