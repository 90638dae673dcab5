import Foundation
import Testing

@testable import Learning

@Suite("Linear trainer")
struct LinearTrainerTests {
  private let texts = MadeUpTexts(count: 24, classCount: 3, seed: 5)

  /// ½ ‖w‖² + C Σ ln(1 + exp(−y w·x)) of one class.
  private func objective(
    _ weights: [Double], _ rows: TrainingRows, _ labels: [Int], label: Int, cost: Double
  ) -> Double {
    var sum = weights.reduce(0) { $0 + $1 * $1 } / 2
    for row in 0..<rows.count {
      let sign = labels[row] == label ? 1.0 : -1.0
      sum += cost * log1p(exp(-sign * score(weights, rows, row)))
    }
    return sum
  }

  private func score(_ weights: [Double], _ rows: TrainingRows, _ row: Int) -> Double {
    var score = weights[weights.count - 1]
    for place in rows.starts[row]..<rows.starts[row + 1] {
      score += weights[Int(rows.places[place])] * Double(rows.value(at: place, row: row))
    }
    return score
  }

  private func gradient(
    _ weights: [Double], _ rows: TrainingRows, _ labels: [Int], label: Int, cost: Double
  ) -> [Double] {
    var gradient = weights
    for row in 0..<rows.count {
      let sign = labels[row] == label ? 1.0 : -1.0
      let pull = -cost * sign / (1 + exp(sign * score(weights, rows, row)))
      for place in rows.starts[row]..<rows.starts[row + 1] {
        gradient[Int(rows.places[place])] += pull * Double(rows.value(at: place, row: row))
      }
      gradient[weights.count - 1] += pull
    }
    return gradient
  }

  @Test("It finds the weights that plain gradient descent finds", arguments: [0.5, 4.0])
  func bruteForce(cost: Double) {
    let rows = TrainingRows(TextFeatures(texts: texts.texts), rows: Array(0..<24))
    var trainer = LinearTrainer()
    trainer.cost = cost
    trainer.tolerance = 1e-7
    trainer.maximumSweeps = 3000
    let found = trainer.fit(rows, labels: texts.labels, firstClass: 0)
    for label in 0..<3 {
      var weights = [Double](repeating: 0, count: rows.features.count + 1)
      let step = 1 / (1 + cost * 3 * 24 / 4)
      for _ in 0..<3000 {
        let slope = gradient(weights, rows, texts.labels, label: label, cost: cost)
        for index in weights.indices { weights[index] -= step * slope[index] }
      }
      for index in weights.indices {
        #expect(abs(Double(found[index][label]) - weights[index]) < 2e-3)
      }
    }
  }

  @Test("At its weights the objective is flat by finite differences")
  func finiteDifferences() {
    let rows = TrainingRows(TextFeatures(texts: texts.texts), rows: Array(0..<24))
    var trainer = LinearTrainer()
    trainer.cost = 2
    trainer.tolerance = 1e-7
    trainer.maximumSweeps = 2000
    let found = trainer.fit(rows, labels: texts.labels, firstClass: 0)
    let weights = found.map { Double($0[1]) }
    let best = objective(weights, rows, texts.labels, label: 1, cost: 2)
    for index in stride(from: 0, to: weights.count, by: 5) {
      var (left, right) = (weights, weights)
      left[index] -= 1e-3
      right[index] += 1e-3
      let low = objective(left, rows, texts.labels, label: 1, cost: 2)
      let high = objective(right, rows, texts.labels, label: 1, cost: 2)
      #expect(abs(high - low) / 2e-3 < 5e-3)
      #expect(low > best - 1e-9 && high > best - 1e-9)
    }
  }

  @Test("Twice the same seed gives the same weights, bit for bit")
  func sameSeed() {
    let rows = TrainingRows(TextFeatures(texts: texts.texts), rows: Array(0..<24))
    var trainer = LinearTrainer()
    trainer.seed = 9
    let one = trainer.fit(rows, labels: texts.labels, firstClass: 0)
    #expect(trainer.fit(rows, labels: texts.labels, firstClass: 0) == one)
    trainer.seed = 10
    #expect(trainer.fit(rows, labels: texts.labels, firstClass: 0) != one)
  }

  @Test("Training on no rows gives weights of nothing")
  func noRows() {
    let rows = TrainingRows(TextFeatures(texts: texts.texts), rows: [])
    #expect(LinearTrainer().fit(rows, labels: [], firstClass: 0) == [.zero])
  }
}
