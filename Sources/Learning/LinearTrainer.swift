import Foundation

/// Fits one-vs-rest logistic regression by dual coordinate descent.
///
/// For each class it minimizes, over the weights *w* (the constant feature's among them),
///
///     ½ ‖w‖²  +  C Σᵢ ln(1 + exp(−yᵢ w·xᵢ)),   yᵢ = +1 in the class, −1 outside
///
/// by its dual: a number αᵢ in (0, C) for each row, w = Σ αᵢ yᵢ xᵢ, each αᵢ in turn moved to where
/// its own derivative is 0. See Yu, Huang, Lin, *Dual Coordinate Descent Methods for Logistic
/// Regression and Maximum Entropy Models*, 2011. Four classes are walked together, because what
/// costs is fetching a row's weights. The same rows and seed give the same weights, bit for bit.
package struct LinearTrainer: Sendable {
  /// The price of an error against the length of the weights.
  package var cost: Double = 30
  /// The sweeps end when no derivative in the last one was larger.
  package var tolerance: Double = 0.03
  /// Five sweeps predict as well as a hundred (accuracies and coverages differ by 0.1 points at
  /// most, either way), and batches of hard rows would need eighty to reach the tolerance.
  package var maximumSweeps = 5
  /// Few rows are swept more often, until so many were visited, since five sweeps of them are
  /// nothing; 10,000 rows and more less often, but three times. (With 250,000 rows three sweeps
  /// cost 0.03 points of accuracy and 0.2 of coverage against five.)
  package var visits = 10_000...30_000
  package var seed: UInt64 = 0

  package init() {}

  /// Four classes' weights: one for each feature of the training rows, the last one the constant's.
  typealias Weights = [SIMD4<Float>]

  /// Returns the weights of four classes, `firstClass` and the following; those of other `lanes`
  /// stay 0, and no lane depends on another.
  func fit(
    _ rows: TrainingRows, labels: [Int], firstClass: Int, lanes: Range<Int> = 0..<4
  ) -> Weights {
    var dual = DualProblem(rows, labels: labels, firstClass: firstClass, lanes, cost: cost)
    var order = Array(0..<rows.count)
    var generator = SeededGenerator(seed: seed)
    var progress = [LaneProgress](repeating: LaneProgress(), count: 4)
    for lane in 0..<4 { progress[lane].isDone = !lanes.contains(lane) }
    for _ in 0..<sweepLimit(rows.count) where progress.contains(where: { !$0.isDone }) {
      generator.shuffle(&order)
      for lane in 0..<4 { progress[lane].begin() }
      dual.sweep(order, &progress)
      for lane in 0..<4 { progress[lane].end(rowCount: rows.count, tolerance: tolerance) }
    }
    return dual.weights
  }

  private func sweepLimit(_ rowCount: Int) -> Int {
    let count = max(1, rowCount)
    let fewest = max(min(3, maximumSweeps), min(100, visits.lowerBound / count))
    return max(fewest, min(maximumSweeps, visits.upperBound / count))
  }
}

/// How far the sweeps have come for one class.
private struct LaneProgress {
  /// A variable is solved only as exactly as the whole is by now.
  private(set) var inexactness = 0.01
  var isDone = false
  private var largest = 0.0
  private var steps = 0

  mutating func begin() { (largest, steps) = (0, 0) }

  @inline(__always)
  mutating func note(derivative: Double, steps: Int) {
    largest = max(largest, abs(derivative))
    self.steps += steps
  }

  mutating func end(rowCount: Int, tolerance: Double) {
    if largest < tolerance { isDone = true }
    if steps <= rowCount / 10 { inexactness = max(1e-8, inexactness / 10) }
  }
}

/// The dual problem of four classes at once.
private struct DualProblem {
  private let rows: TrainingRows
  private let cost: Double
  /// +1 for a row of the class, −1 for the others.
  private let signs: [SIMD4<Float>]
  /// αᵢ and C − αᵢ of each row: kept apart, since near an end their difference would lose digits.
  private var below: [SIMD4<Double>]
  private var above: [SIMD4<Double>]
  /// Each feature's weight in the solution times how much the feature weighs, so that a row's score
  /// is a plain sum; the last one is the constant's.
  private var products: [SIMD4<Float>]
  /// How much each feature weighs, squared.
  private let featureSquares: [Float]

  init(
    _ rows: TrainingRows, labels: [Int], firstClass: Int, _ lanes: Range<Int>, cost: Double
  ) {
    self.rows = rows
    self.cost = cost
    signs = labels.map { label in
      var signs = SIMD4<Float>(repeating: -1)
      if (firstClass..<firstClass + 4).contains(label) { signs[label - firstClass] = 1 }
      return signs
    }
    let start = min(0.001 * cost, 1e-8)
    below = Array(repeating: SIMD4(repeating: start), count: rows.count)
    above = Array(repeating: SIMD4(repeating: cost - start), count: rows.count)
    products = Array(repeating: .zero, count: rows.features.count + 1)
    featureSquares = rows.weights.map { $0 * $0 }
    // The weights that so small numbers make are left out: one part in ten million at most.
  }

  var weights: [SIMD4<Float>] {
    zip(products, rows.weights + [1]).map { $0 / $1 }
  }

  /// Adds a multiple of a row to the weights.
  @inline(__always)
  private mutating func add(_ amount: SIMD4<Float>, _ row: Int) {
    let words = rows.starts[row]..<rows.gramStarts[row]
    let grams = rows.gramStarts[row]..<rows.starts[row + 1]
    let (wordAmount, gramAmount) = (
      amount * rows.wordScales[row], amount * rows.gramScales[row]
    )
    products.withUnsafeMutableBufferPointer { products in
      rows.places.withUnsafeBufferPointer { places in
        featureSquares.withUnsafeBufferPointer { squares in
          for index in words {
            let place = Int(places[index])
            products[place] += wordAmount * squares[place]
          }
          for index in grams {
            let place = Int(places[index])
            products[place] += gramAmount * squares[place]
          }
        }
      }
      products[products.count - 1] += amount
    }
  }

  @inline(__always)
  private func score(_ row: Int) -> SIMD4<Float> {
    let (places, products) = (rows.places.span, products.span)
    var (words, grams) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
    for index in rows.starts[row]..<rows.gramStarts[row] { words += products[Int(places[index])] }
    for index in rows.gramStarts[row]..<rows.starts[row + 1] {
      grams += products[Int(places[index])]
    }
    return products[products.count - 1] + words * rows.wordScales[row]
      + grams * rows.gramScales[row]
  }

  /// Solves each row's variables once, in the classes that are not done.
  mutating func sweep(_ order: [Int], _ progress: inout [LaneProgress]) {
    let open = progress.indices.filter { !progress[$0].isDone }
    for row in order {
      let margins = SIMD4<Double>(score(row) * signs[row])
      var change = SIMD4<Float>.zero
      for lane in open {
        var variable = DualVariable(
          below: below[row][lane], above: above[row][lane], square: Double(rows.squares[row]),
          margin: margins[lane], cost: cost)
        let derivative = variable.derivative
        let taken = variable.solve(inexactness: progress[lane].inexactness)
        progress[lane].note(derivative: derivative, steps: taken)
        guard taken > 0 else { continue }
        change[lane] = Float(variable.below - below[row][lane])
        below[row][lane] = variable.below
        above[row][lane] = variable.above
      }
      if change != .zero { add(change * signs[row], row) }
    }
  }
}

/// One row's α in one class: ½ a (z − α)² + b (z − α) + z ln z + (C − z) ln (C − z) over z.
private struct DualVariable {
  private(set) var below: Double
  private(set) var above: Double
  private let cost: Double
  private let square: Double
  /// Whether z stands for C − α, the smaller of the two parts.
  private let isFlipped: Bool
  private let start: Double
  private let slope: Double
  private var part: Double
  private(set) var derivative: Double

  init(below: Double, above: Double, square: Double, margin: Double, cost: Double) {
    self.below = below
    self.above = above
    self.cost = cost
    self.square = square
    isFlipped = 0.5 * square * (above - below) + margin < 0
    start = isFlipped ? above : below
    slope = isFlipped ? -margin : margin
    part = cost - start < 0.5 * cost ? 0.1 * start : start
    derivative = square * (part - start) + slope + log(part / (cost - part))
  }

  /// Takes Newton steps until the derivative is small; returns how many.
  mutating func solve(inexactness: Double) -> Int {
    var steps = 0
    while abs(derivative) >= inexactness && steps < 100 {
      let curvature = square + cost / (cost - part) / part
      let next = part - derivative / curvature
      part = next <= 0 ? part * 0.1 : next
      derivative = square * (part - start) + slope + log(part / (cost - part))
      steps += 1
    }
    if steps > 0 { (below, above) = isFlipped ? (cost - part, part) : (part, cost - part) }
    return steps
  }
}
