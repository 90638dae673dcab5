import Domain
import Testing

@testable import Learning

@Suite struct BatchSelectorTests {
  private let made = MadeUpTexts(count: 200)

  private func selection(
    from rows: [Int], by selector: BatchSelector
  ) -> (BatchSelection, ProbabilityRows, NeighborGraph) {
    let pool = pool(made.texts, classCount: 3)
    let base = ClassifierTrainer().train(
      pool.features, labels: made.humanLabels(0..<20), classCount: 3
    ).predict(pool.features)
    let scored = ScoredRows(base, calibration: nil)
    return (selector.select(from: rows, scored: scored, pool: pool), base, pool.graph)
  }

  private func pool(_ texts: [String], groups: RowGroups? = nil, classCount: Int) -> Pool {
    let features = TextFeatures(texts: texts)
    return Pool(
      features: features, graph: NeighborGraph(features), groups: groups, classCount: classCount)
  }

  /// Rows of which nothing is known.
  private func unknown(_ count: Int, classCount: Int) -> ScoredRows {
    let rows = ProbabilityRows(
      repeating: 1 / Float(classCount), count: count, classCount: classCount)
    return ScoredRows(rows, calibration: nil)
  }

  @Test(
    "A batch has the requested size and holds distinct open rows",
    arguments: QueryStrategy.allCases)
  func size(strategy: QueryStrategy) {
    let open = (20..<200).filter { $0 % 3 != 0 }
    let (selection, _, _) = selection(
      from: open,
      by: BatchSelector(batch: 30, auditShare: 0.2, reserve: 15, strategy: strategy, seed: 1))
    let rows = selection.choices.map(\.row) + selection.reserve
    #expect(selection.choices.count == 30 && selection.reserve.count == 15)
    #expect(Set(rows).count == rows.count && Set(rows).isSubset(of: open))
    #expect((5...7).contains(selection.choices.count { $0.isAudit }))
  }

  @Test("Batches with the same seed are equal; another seed audits other rows")
  func repeatable() {
    var selector = BatchSelector(batch: 40, auditShare: 0.25, seed: 1)
    let one = selection(from: Array(20..<200), by: selector).0
    #expect(selection(from: Array(20..<200), by: selector).0 == one)
    selector.seed = 2
    #expect(selection(from: Array(20..<200), by: selector).0 != one)
  }

  @Test("Audits are spread over the batch")
  func blind() {
    let choices = selection(
      from: Array(20..<200), by: BatchSelector(batch: 60, auditShare: 0.2, seed: 1)
    ).0.choices
    let places = choices.indices.filter { choices[$0].isAudit }
    #expect((places.first ?? 60) < 30 && (places.last ?? 0) > 30)
  }

  @Test("The diverse strategy skips neighbors of chosen rows")
  func diverse() {
    let (selection, base, graph) = selection(
      from: Array(20..<200), by: BatchSelector(batch: 12, auditShare: 0, seed: 1))
    let chosen = Set(selection.choices.map(\.row))
    for row in chosen {
      for edge in graph.edges(of: row) where edge.cosine > BatchSelector.nearCosine {
        #expect(!chosen.contains(edge.row))
      }
    }
    let first = selection.choices[0].row
    var generator = SeededGenerator(seed: 0)
    let values = QueryStrategy.margin.informativeness(
      of: Array(20..<200), base, using: &generator)
    #expect(values[first - 20] == values.max())
  }

  @Test("Auto-labeled rows come last in a batch, and are audited all the same")
  func autoLabeled() {
    let pool = pool(made.texts, classCount: 3)
    func rowsChosen(batch: Int, auditShare: Double) -> [BatchSelection.Choice] {
      BatchSelector(batch: batch, auditShare: auditShare, strategy: .margin, seed: 3).select(
        from: Array(0..<200), autoLabeled: Array(0..<190),
        scored: unknown(200, classCount: 3), pool: pool
      ).choices
    }
    #expect(Set(rowsChosen(batch: 10, auditShare: 0).map(\.row)) == Set(190..<200))
    #expect(Set(rowsChosen(batch: 14, auditShare: 0).prefix(10).map(\.row)) == Set(190..<200))
    #expect(rowsChosen(batch: 10, auditShare: 0.5).contains { $0.isAudit && $0.row < 190 })
  }

  @Test("Skipped rows fill the batch if nothing else is left")
  func copies() {
    let texts = Array(repeating: "the very same headline", count: 9)
    let selection = BatchSelector(batch: 6, auditShare: 0, reserve: 10, seed: 1).select(
      from: Array(0..<9), scored: unknown(9, classCount: 2), pool: pool(texts, classCount: 2))
    #expect(selection.choices.count == 6 && selection.reserve.count == 3)
  }

  @Test("A batch has two rows of one group only if nothing else is left", arguments: [8, 40])
  func groups(count: Int) {
    let groups = RowGroups(keys: (0..<200).map { "\($0 % 20)" })
    let pool = pool((0..<200).map { "text\($0)" }, groups: groups, classCount: 2)
    let selection = BatchSelector(batch: count, auditShare: 0.25, seed: 3).select(
      from: Array(0..<200), scored: unknown(200, classCount: 2), pool: pool)
    #expect(selection.choices.count == count)
    let chosen = Set(selection.choices.filter { !$0.isAudit }.map { groups[$0.row] })
    let audited = Set(selection.choices.filter(\.isAudit).map { groups[$0.row] })
    if count == 8 {
      #expect(chosen.count == 6 && chosen.isDisjoint(with: audited))
    } else {
      #expect(chosen.union(audited).count == 20)
    }
  }

  @Test("A batch of few rows or none has no more than there are", arguments: [0, 1, 3])
  func few(count: Int) {
    let selection = selection(
      from: Array(100..<100 + count),
      by: BatchSelector(batch: 10, auditShare: 0.5, reserve: 5, seed: 1)
    ).0
    #expect(selection.choices.count == count && selection.reserve.isEmpty)
  }
}

@Suite struct RankedRowTests {
  @Test("Ranked rows compare by informativeness, then by falling tie")
  func order() {
    let rows = [
      RankedRow(row: 0, informativeness: 0.5, tie: 7),
      RankedRow(row: 1, informativeness: 0.9, tie: 9),
      RankedRow(row: 2, informativeness: 0.5, tie: 3),
    ]
    #expect(rows.sorted().map(\.row) == [0, 2, 1])
  }
}
