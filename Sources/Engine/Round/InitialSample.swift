import Domain
import Learning

/// Tells whether labels that came with the input are a random sample of the pool.
struct InitialSample {
  private static let most = 1_000
  private static let least = 20

  private let pool: Pool
  private let seed: UInt64

  init(_ pool: Pool, seed: UInt64) {
    self.pool = pool
    self.seed = seed
  }

  /// Returns whether the rows look like a random sample; true with fewer than twenty.
  func isLikely(_ rows: [Int]) -> Bool {
    var generator = SeededGenerator(seed: seed ^ 0x57A7)
    let inside = Set(rows)
    let rest = generator.permutation(of: pool.count).filter { !inside.contains($0) }
    var drawn = rows
    generator.shuffle(&drawn)
    let count = min(drawn.count, rest.count, Self.most)
    guard count >= Self.least else { return true }
    return !comparison(Array(drawn.prefix(count)), Array(rest.prefix(count))).isOther
  }

  /// Trains the built-in classifier on half of both, and scores the other half; then the other way
  /// round.
  private func comparison(_ sample: [Int], _ others: [Int]) -> SampleComparison {
    var scores: (sample: [Double], others: [Double]) = ([], [])
    for part in 0..<2 {
      let known = sample.indices.filter { $0 % 2 == part }
      let labels =
        known.map { HumanLabel(item: sample[$0], label: 1) }
        + known.map { HumanLabel(item: others[$0], label: 0) }
      let rows = ClassifierTrainer().train(
        pool.features, labels: labels, classCount: 2, seed: seed
      ).predict(pool.features, threads: 2)
      for index in sample.indices where index % 2 != part {
        scores.sample.append(Double(rows[sample[index]].last ?? 0))
        scores.others.append(Double(rows[others[index]].last ?? 0))
      }
    }
    return SampleComparison(sample: scores.sample, others: scores.others)
  }
}
