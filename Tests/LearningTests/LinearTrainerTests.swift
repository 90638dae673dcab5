import Foundation
import Testing

@testable import Learning

@Suite struct LinearTrainerTests {
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
    rows.values(of: row).reduce(weights[weights.count - 1]) { $0 + weights[$1.key] * $1.value }
  }

  private func gradient(
    _ weights: [Double], _ rows: TrainingRows, _ labels: [Int], label: Int, cost: Double
  ) -> [Double] {
    var gradient = weights
    for row in 0..<rows.count {
      let sign = labels[row] == label ? 1.0 : -1.0
      let pull = -cost * sign / (1 + exp(sign * score(weights, rows, row)))
      for (feature, value) in rows.values(of: row) { gradient[feature] += pull * value }
      gradient[weights.count - 1] += pull
    }
    return gradient
  }

  /// All rows of the texts; with `frequent` 2 most tokens stand for their n-grams.
  private func rows(frequent: Int = 2) -> TrainingRows {
    TrainingRows(TextFeatures(texts: texts.texts), rows: Array(0..<24), frequent: frequent)
  }

  @Test("A dual variable of negligible share is not updated")
  func negligible() {
    let isOpen = SIMDMask<SIMD4<Int32>>(repeating: true)
    var variables = DualVariables()
    // Sure enough from the start: there is nothing to do, and nothing that keeps the sweeps going.
    #expect(variables.derivatives(ClassLanes(repeating: 9)) == .zero)
    #expect(
      variables.solve(ClassLanes(repeating: 9), square: 3, cost: 30, in: isOpen) == .zero)
    #expect(variables.shares == .zero)
    // Not so where the margin says that it counts.
    let changes = variables.solve(ClassLanes(9, 5, 0, -2), square: 3, cost: 30, in: isOpen)
    #expect(changes[0] == 0 && changes[1] > 0 && changes[2] > changes[1])
    // Nor where it counts too much by now.
    #expect(variables.derivatives(ClassLanes(repeating: 20))[2] > 0)
  }

  @Test(
    "The trainer finds the weights of plain gradient descent, with and without cached tokens",
    arguments: [0.5, 4.0], [2, 1000])
  func bruteForce(cost: Double, frequent: Int) {
    let rows = rows(frequent: frequent)
    #expect((rows.tokenGrams.count > 0) == (frequent == 2))
    var trainer = LinearTrainer()
    trainer.cost = cost
    trainer.tolerance = 1e-7
    trainer.maximumSweeps = 3000
    let found = trainer.fit(rows, labels: texts.labels, firstClass: 0, classCount: 3)
    for label in 0..<3 {
      var weights = [Double](repeating: 0, count: rows.weights.count + 1)
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

  @Test("The objective is stationary at the trained weights")
  func finiteDifferences() {
    let rows = rows()
    var trainer = LinearTrainer()
    trainer.cost = 2
    trainer.tolerance = 1e-7
    trainer.maximumSweeps = 2000
    let found = trainer.fit(rows, labels: texts.labels, firstClass: 0, classCount: 3)
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

  @Test("Training with the same seed gives the same weights, bit for bit")
  func sameSeed() {
    let rows = rows()
    var trainer = LinearTrainer()
    trainer.seed = 9
    let one = trainer.fit(rows, labels: texts.labels, firstClass: 0, classCount: 3)
    #expect(trainer.fit(rows, labels: texts.labels, firstClass: 0, classCount: 3) == one)
    trainer.seed = 10
    #expect(trainer.fit(rows, labels: texts.labels, firstClass: 0, classCount: 3) != one)
  }

  @Test("Training on no rows gives zero weights")
  func noRows() {
    let rows = TrainingRows(TextFeatures(texts: texts.texts), rows: [], frequent: 2)
    let weights = LinearTrainer().fit(rows, labels: [], firstClass: 0, classCount: 3)
    #expect(weights.allSatisfy { $0 == .zero })
  }

  @Test(
    "Training converges with tokens that share most n-grams",
    arguments: zip([60, 3000, 17_000], [200, 60, 15]))
  func alikeTokens(count: Int, sweeps: Int) {
    let texts = (0..<count).map { row in
      (0..<6).map { "reference\((row * 7 + $0 * 13) % 40)" }.joined(separator: " ")
        + (row % 3 == 0 ? " late" : " early")
    }
    let labels = (0..<count).map { $0 % 3 == 0 ? 0 : 1 }
    var trainer = LinearTrainer()
    trainer.maximumSweeps = sweeps
    trainer.visits = sweeps * count...sweeps * count
    let rows = TrainingRows(
      TextFeatures(texts: texts), rows: Array(0..<count), frequent: trainer.frequent)
    let found = trainer.fit(rows, labels: labels, firstClass: 0, classCount: 2)
    let weights = found.map { Double($0[0]) }
    for row in 0..<count {
      let score = score(weights, rows, row)
      #expect((score > 0) == (labels[row] == 0) && abs(score) < 20)
    }
  }

  @Test("The logistic function has a relative error below 1e-6")
  func logistic() {
    for x in stride(from: -30.0, through: 30, by: 0.37) {
      let found = SIMD4(repeating: Float(x)).logistic
      let exact = 1 / (1 + exp(-Double(Float(x))))
      for lane in 0..<4 { #expect(abs(Double(found[lane]) / exact - 1) < 1e-6) }
    }
  }
}

extension TrainingRows {
  /// A row's features and their values, those of its tokens among them.
  func values(of row: Int) -> [Int: Double] {
    var values: [Int: Double] = [:]
    func add(_ index: UInt32, _ scale: Float) {
      values[Int(index), default: 0] += Double(weights[Int(index)] * scale)
    }
    let row = rows[row]
    for index in Int(row.words)..<Int(row.tokens) {
      add(entries[index], index < row.grams ? row.wordScale : row.gramScale)
    }
    for index in Int(row.tokens)..<Int(row.end) {
      for gram in tokenGrams[Int(entries[index])] { add(gram, row.gramScale) }
    }
    return values
  }
}
