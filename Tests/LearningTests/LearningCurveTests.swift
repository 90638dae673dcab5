import Domain
import Testing

@testable import Learning

@Suite struct LearningCurveTests {
  /// The accuracy on a pool of made-up texts after a few rounds of a strategy.
  private func accuracy(_ strategy: QueryStrategy, seed: UInt64) -> Double {
    let made = MadeUpTexts(count: 240, classCount: 4, seed: seed)
    let features = TextFeatures(texts: made.texts)
    let pool = Pool(features: features, graph: NeighborGraph(features), classCount: 4)
    var generator = SeededGenerator(seed: seed)
    var rows = Array(generator.permutation(of: 240).prefix(12))
    var last = ProbabilityRows(count: 240, classCount: 4)
    for round in 0..<4 {
      let labels = made.humanLabels(rows)
      let model = ClassifierTrainer().train(features, labels: labels, classCount: 4)
      last = pool.graph.spread(model.predict(features), labels: labels)
      let known = Set(rows)
      rows += BatchSelector(batch: 12, auditShare: 0, strategy: strategy, seed: UInt64(round))
        .select(
          from: (0..<240).filter { !known.contains($0) },
          scored: ScoredRows(last, calibration: nil), pool: pool
        ).choices.map(\.row)
    }
    return Double((0..<240).count { last.best(of: $0).label == made.labels[$0] }) / 240
  }

  @Test(
    "A few dozen labels suffice for most of a pool with every strategy",
    arguments: QueryStrategy.allCases)
  func learns(strategy: QueryStrategy) {
    #expect(accuracy(strategy, seed: 3) > 0.6)
  }
}
