import Domain
import Testing

@testable import Learning

@Suite("Batch selection")
struct BatchSelectionTests {
  private let made = MadeUpTexts(count: 200)

  private func selection(
    from rows: [Int], strategy: QueryStrategy = .diverse, size: BatchSelection.Size,
    seed: UInt64 = 1
  ) -> (BatchSelection, ProbabilityRows, NeighborGraph) {
    let features = TextFeatures(texts: made.texts)
    let graph = NeighborGraph(features)
    let base = ClassifierTrainer().train(
      features, labels: made.humanLabels(0..<20), classCount: 3
    ).predict(features)
    let selection = BatchSelection(
      from: rows, probabilities: base, scored: ScoredRows(base, calibration: nil), graph: graph,
      strategy: strategy, size: size, seed: seed)
    return (selection, base, graph)
  }

  @Test(
    "A batch has the size asked for, of open rows, each once",
    arguments: QueryStrategy.allCases)
  func size(strategy: QueryStrategy) {
    let open = (20..<200).filter { $0 % 3 != 0 }
    let (selection, _, _) = selection(
      from: open, strategy: strategy, size: .init(batch: 30, auditShare: 0.2, reserve: 15))
    let rows = selection.choices.map(\.row) + selection.reserve
    #expect(selection.choices.count == 30 && selection.reserve.count == 15)
    #expect(Set(rows).count == rows.count && Set(rows).isSubset(of: open))
    #expect((5...7).contains(selection.choices.count { $0.isAudit }))
  }

  @Test("The same seed chooses the same, another one audits others")
  func repeatable() {
    let size = BatchSelection.Size(batch: 40, auditShare: 0.25)
    let one = selection(from: Array(20..<200), size: size).0
    #expect(selection(from: Array(20..<200), size: size).0 == one)
    #expect(selection(from: Array(20..<200), size: size, seed: 2).0 != one)
  }

  @Test("Audits do not all stand at one end")
  func blind() {
    let choices = selection(
      from: Array(20..<200), size: .init(batch: 60, auditShare: 0.2)
    ).0.choices
    let places = choices.indices.filter { choices[$0].isAudit }
    #expect((places.first ?? 60) < 30 && (places.last ?? 0) > 30)
  }

  @Test("The diverse strategy passes over rows near to one it chose")
  func diverse() {
    let (selection, base, graph) = selection(
      from: Array(20..<200), size: .init(batch: 12, auditShare: 0))
    let chosen = Set(selection.choices.map(\.row))
    for row in chosen {
      for edge in graph.edges(of: row) where edge.cosine > BatchSelection.nearCosine {
        #expect(!chosen.contains(edge.row))
      }
    }
    let first = selection.choices[0].row
    var generator = SeededGenerator(seed: 0)
    let urgencies = QueryStrategy.margin.informativeness(
      of: Array(20..<200), base, using: &generator)
    #expect(urgencies[first - 20] == urgencies.max())
  }

  @Test("What the model may label is asked last, and audited all the same")
  func autoLabeled() {
    let features = TextFeatures(texts: made.texts)
    let rows = ProbabilityRows(repeating: 1.0 / 3, count: 200, classCount: 3)
    func rowsChosen(batch: Int, auditShare: Double) -> [BatchSelection.Choice] {
      BatchSelection(
        from: Array(0..<200), autoLabeled: Array(0..<190), probabilities: rows,
        scored: ScoredRows(rows, calibration: nil), graph: NeighborGraph(features),
        strategy: .margin, size: .init(batch: batch, auditShare: auditShare), seed: 3
      ).choices
    }
    #expect(Set(rowsChosen(batch: 10, auditShare: 0).map(\.row)) == Set(190..<200))
    #expect(Set(rowsChosen(batch: 14, auditShare: 0).prefix(10).map(\.row)) == Set(190..<200))
    #expect(rowsChosen(batch: 10, auditShare: 0.5).contains { $0.isAudit && $0.row < 190 })
  }

  @Test("Where all is near to all, rows passed over fill the batch")
  func copies() {
    let texts = Array(repeating: "the very same headline", count: 9)
    let features = TextFeatures(texts: texts)
    let rows = ProbabilityRows(repeating: 0.5, count: 9, classCount: 2)
    let selection = BatchSelection(
      from: Array(0..<9), probabilities: rows, scored: ScoredRows(rows, calibration: nil),
      graph: NeighborGraph(features), strategy: .diverse,
      size: .init(batch: 6, auditShare: 0, reserve: 10), seed: 1)
    #expect(selection.choices.count == 6 && selection.reserve.count == 3)
  }

  @Test("Two rows of one group are in a batch only if nothing else is left", arguments: [8, 40])
  func groups(count: Int) {
    let groups = RowGroups(keys: (0..<200).map { "\($0 % 20)" })
    let rows = ProbabilityRows(repeating: 0.5, count: 200, classCount: 2)
    let selection = BatchSelection(
      from: Array(0..<200), probabilities: rows, scored: ScoredRows(rows, calibration: nil),
      graph: NeighborGraph(TextFeatures(texts: (0..<200).map { "text\($0)" })), groups: groups,
      strategy: .diverse, size: .init(batch: count, auditShare: 0.25), seed: 3)
    #expect(selection.choices.count == count)
    let chosen = Set(selection.choices.filter { !$0.isAudit }.map { groups[$0.row] })
    let audited = Set(selection.choices.filter(\.isAudit).map { groups[$0.row] })
    if count == 8 {
      #expect(chosen.count == 6 && chosen.isDisjoint(with: audited))
    } else {
      #expect(chosen.union(audited).count == 20)
    }
  }

  @Test("Few rows or none are all that can be chosen", arguments: [0, 1, 3])
  func few(count: Int) {
    let selection = selection(
      from: Array(100..<100 + count), size: .init(batch: 10, auditShare: 0.5, reserve: 5)
    ).0
    #expect(selection.choices.count == count && selection.reserve.isEmpty)
  }

  @Test("Rows are audited as often as their chances say")
  func frequencies() {
    let rights = (0..<20).map { Double($0) / 20 + 0.02 }
    let chances = AuditSample.chances(
      rights.map { ($0 * (1 - $0) + 1e-4).squareRoot() }, count: 6)
    #expect(abs(chances.reduce(0, +) - 6) < 1e-9)
    var counts = [Double](repeating: 0, count: 20)
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<4000 {
      let sample = AuditSample(
        rows: Array(0..<20), rightProbabilities: rights, count: 6, using: &generator)
      #expect(abs(sample.members.count - 6) <= 1)
      for member in sample.members {
        counts[member.row] += 1
        #expect(abs(member.inclusionProbability - chances[member.row]) < 1e-9)
      }
    }
    for row in 0..<20 { #expect(abs(counts[row] / 4000 - chances[row]) < 0.04) }
  }

  @Test("No chance exceeds 1, and the rest share what is left")
  func sureRows() {
    let chances = AuditSample.chances([10, 1, 1, 1, 1], count: 3)
    #expect(chances[0] == 1)
    #expect(chances[1...].allSatisfy { abs($0 - 0.5) < 1e-9 })
    #expect(AuditSample.chances([1, 2], count: 2) == [1, 1])
    #expect(AuditSample.chances([], count: 0) == [])
  }
}

@Suite("Falling order")
struct FallingOrderTests {
  @Test("Rows come as by sorting, those wanted as much in an order that the salt decides")
  func sorted() {
    var generator = SeededGenerator(seed: 5)
    let urgencies = (0..<500).map { _ in Double(generator.next(below: 40)) }
    let rows = (0..<500).map { $0 * 3 }
    let order = Array(FallingOrder(rows, urgencies: urgencies, salt: 1))
    #expect(Set(order) == Set(rows))
    #expect(order.map { urgencies[$0 / 3] } == urgencies.sorted(by: >))
    let other = Array(FallingOrder(rows, urgencies: urgencies, salt: 2))
    #expect(other != order && other.map { urgencies[$0 / 3] } == urgencies.sorted(by: >))
  }
}
