package import Domain

/// The rows that people should see next, in the order in which they should see them.
package struct BatchSelection: Sendable, Equatable {
  /// A row to be asked.
  package struct Choice: Sendable, Equatable {
    package let row: Int
    /// The chance with which it was drawn, if it is an audit; nil if the strategy chose it.
    package let inclusionProbability: Double?

    package var isAudit: Bool { inclusionProbability != nil }
  }

  /// How many rows are wanted.
  package struct Size: Sendable, Equatable {
    package var batch: Int
    /// The share of the batch that is drawn at random to audit the model.
    package var auditShare: Double
    /// Further rows, to be asked while the next round trains.
    package var reserve: Int

    package init(batch: Int, auditShare: Double = 0.1, reserve: Int = 0) {
      self.batch = batch
      self.auditShare = auditShare
      self.reserve = reserve
    }
  }

  /// Rows alike above this cosine are passed over by strategies that avoid near rows.
  package static let nearCosine: Float = 0.4

  /// Audits stand at random places among the strategy's choices, so that nobody can tell them.
  package let choices: [Choice]
  /// The strategy's next choices after those, the most wanted first.
  package let reserve: [Int]

  /// Chooses among `rows`: those without a human label that nobody works on and that may be asked.
  ///
  /// Strategies that avoid near rows avoid a second one of a group as well. Rows that the model may
  /// label by now are asked only when no others are left, since their answers would not bring the
  /// job's end nearer; audits are drawn from them, too. (Of 296,055 rows people label 5.0 % instead
  /// of 5.4 % so, at a target of 95 %.)
  package init(
    from rows: [Int], autoLabeled: [Int] = [], probabilities: ProbabilityRows, scored: ScoredRows,
    graph: NeighborGraph, groups: RowGroups? = nil, strategy: QueryStrategy, size: Size,
    seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    let batch = min(size.batch, rows.count)
    let audits = AuditSample(
      rows: rows, rightProbabilities: rows.map { scored.probabilities[$0] },
      count: Int((size.auditShare * Double(batch)).rounded()), using: &generator)
    let wanted = batch - audits.members.count
    let chosen = Self.mostWanted(
      wanted + size.reserve, of: rows, except: audits.members.map(\.row),
      Ranking(
        autoLabeled: Set(autoLabeled), probabilities: probabilities, graph: graph, groups: groups,
        strategy: strategy),
      using: &generator)
    self.init(chosen, audits: audits, batch: wanted, using: &generator)
  }

  /// Takes the rows that someone else's logic wants, in its order; audits are drawn as ever.
  package init(
    from rows: [Int], wanted: [Int], scored: ScoredRows, size: Size, seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    let batch = min(size.batch, rows.count)
    let audits = AuditSample(
      rows: rows, rightProbabilities: rows.map { scored.probabilities[$0] },
      count: Int((size.auditShare * Double(batch)).rounded()), using: &generator)
    let audited = Set(audits.members.map(\.row))
    let chosen = wanted.lazy.filter { !audited.contains($0) }
    let places = batch - audits.members.count
    self.init(
      Array(chosen.prefix(places + size.reserve)), audits: audits, batch: places,
      using: &generator)
  }

  private init(
    _ chosen: [Int], audits: AuditSample, batch: Int, using generator: inout SeededGenerator
  ) {
    var choices = chosen.prefix(batch).map { Choice(row: $0, inclusionProbability: nil) }
    for audit in audits.members {
      let choice = Choice(
        row: audit.row, inclusionProbability: audit.inclusionProbability)
      choices.insert(choice, at: generator.next(below: choices.count + 1))
    }
    self.choices = choices
    reserve = Array(chosen.dropFirst(batch))
  }

  private struct Ranking {
    let autoLabeled: Set<Int>
    let probabilities: ProbabilityRows
    let graph: NeighborGraph
    let groups: RowGroups?
    let strategy: QueryStrategy
  }

  /// Returns the most wanted rows; rows wanted as much come in random order.
  private static func mostWanted(
    _ count: Int, of rows: [Int], except taken: [Int], _ ranking: Ranking,
    using generator: inout SeededGenerator
  ) -> [Int] {
    var urgencies = ranking.strategy.informativeness(
      of: rows, ranking.probabilities, using: &generator)
    // Auto-labeled rows come after all others, in the same order among themselves.
    let span = (urgencies.max() ?? 0) - (urgencies.min() ?? 0) + 1
    for (place, row) in rows.enumerated() where ranking.autoLabeled.contains(row) {
      urgencies[place] -= span
    }
    var order = FallingOrder(rows, urgencies: urgencies, salt: generator.next())
    let audited = Set(taken)
    var crowd = Crowd(graph: ranking.graph, groups: ranking.groups, with: taken)
    var chosen: [Int] = []
    var passedOver: [Int] = []
    while chosen.count < count, let row = order.next() {
      if audited.contains(row) { continue }
      if ranking.strategy.skipsNearRows && crowd.hasLike(row) {
        passedOver.append(row)
        continue
      }
      chosen.append(row)
      crowd.add(row)
    }
    // Where all that is left is near to something chosen, it is better than nothing.
    return chosen + passedOver.prefix(count - chosen.count)
  }
}

/// The rows chosen so far, and what is too like them to be chosen as well.
private struct Crowd {
  let graph: NeighborGraph
  let groups: RowGroups?
  private var near = Set<Int>()
  private var groupsTaken = Set<Int>()

  /// Audits, drawn by chance, keep others of their groups out, and their neighbors not.
  init(graph: NeighborGraph, groups: RowGroups?, with audited: [Int]) {
    self.graph = graph
    self.groups = groups
    if let groups { groupsTaken = Set(audited.map { groups[$0] }) }
  }

  mutating func add(_ row: Int) {
    for edge in graph.edges(of: row) where edge.cosine > BatchSelection.nearCosine {
      near.insert(edge.row)
    }
    if let groups { groupsTaken.insert(groups[row]) }
  }

  func hasLike(_ row: Int) -> Bool {
    near.contains(row) || groups.map { groupsTaken.contains($0[row]) } ?? false
  }
}
