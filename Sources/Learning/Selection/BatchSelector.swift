package import Domain
import HeapModule

/// How the rows that people see next are chosen.
package struct BatchSelector: Sendable {
  /// How many rows are wanted.
  package var batch: Int
  /// The share of the batch that is drawn at random to audit the model.
  package var auditShare: Double
  /// Further rows, to be asked while the next round trains.
  package var reserve: Int
  package var strategy: QueryStrategy
  package var seed: UInt64

  package init(
    batch: Int, auditShare: Double = 0.1, reserve: Int = 0, strategy: QueryStrategy = .diverse,
    seed: UInt64
  ) {
    self.batch = batch
    self.auditShare = auditShare
    self.reserve = reserve
    self.strategy = strategy
    self.seed = seed
  }

  /// Rows alike above this cosine are passed over by strategies that avoid near rows.
  package static let nearCosine: Float = 0.4

  /// Chooses among `rows`: those without a human label that nobody works on and that may be asked.
  ///
  /// Strategies that avoid near rows avoid a second one of a group as well. Rows that the model may
  /// label by now are asked only when no others are left, since their answers would not bring the
  /// job's end nearer; audits are drawn from them, too. (Of 296,055 rows people label 5.0 % instead
  /// of 5.4 % so, at a target of 95 %.)
  package func select(
    from rows: [Int], autoLabeled: [Int] = [], scored: ScoredRows, pool: Pool
  ) -> BatchSelection {
    var generator = SeededGenerator(seed: seed)
    let audits = audits(of: rows, scored, using: &generator)
    let places = min(batch, rows.count) - audits.members.count
    var order = ranking(rows, last: Set(autoLabeled), scored.rows, using: &generator)
    let chosen = mostWanted(
      places + reserve, in: &order, except: audits.members.map(\.row), pool)
    return BatchSelection(chosen, audits: audits, batch: places, using: &generator)
  }

  /// Takes the rows that someone else's logic wants, in its order; audits are drawn as ever.
  package func select(from rows: [Int], wanted: [Int], scored: ScoredRows) -> BatchSelection {
    var generator = SeededGenerator(seed: seed)
    let audits = audits(of: rows, scored, using: &generator)
    let places = min(batch, rows.count) - audits.members.count
    let audited = Set(audits.members.map(\.row))
    let chosen = wanted.lazy.filter { !audited.contains($0) }
    return BatchSelection(
      Array(chosen.prefix(places + reserve)), audits: audits, batch: places, using: &generator)
  }

  private func audits(
    of rows: [Int], _ scored: ScoredRows, using generator: inout SeededGenerator
  ) -> AuditSample {
    AuditSample(
      rows: rows, rightProbabilities: rows.map { scored.probabilities[$0] },
      count: Int((auditShare * Double(min(batch, rows.count))).rounded()), using: &generator)
  }

  /// Returns the rows by how much they are wanted; those wanted as much come in random order.
  ///
  /// It is a heap: of 296,055 rows the few thousand most wanted are known long before all are sorted.
  private func ranking(
    _ rows: [Int], last: Set<Int>, _ probabilities: ProbabilityRows,
    using generator: inout SeededGenerator
  ) -> Heap<RankedRow> {
    var values = strategy.informativeness(of: rows, probabilities, using: &generator)
    // Auto-labeled rows come after all others, in the same order among themselves.
    let span = (values.max() ?? 0) - (values.min() ?? 0) + 1
    for (index, row) in rows.enumerated() where last.contains(row) { values[index] -= span }
    let salt = generator.next()
    return Heap(
      zip(rows, values).map { row, value in
        RankedRow(row: row, informativeness: value, tie: Hash.mix(salt ^ UInt64(row)))
      })
  }

  private func mostWanted(
    _ count: Int, in order: inout Heap<RankedRow>, except audited: [Int], _ pool: Pool
  ) -> [Int] {
    let isAudited = Set(audited)
    var filter = DiversityFilter(pool, audited: audited)
    var chosen: [Int] = []
    var passedOver: [Int] = []
    while chosen.count < count, let row = order.popMax()?.row {
      if isAudited.contains(row) { continue }
      if strategy.skipsNearRows && filter.hasLike(row) {
        passedOver.append(row)
        continue
      }
      chosen.append(row)
      filter.add(row)
    }
    // Where all that is left is near to something chosen, it is better than nothing.
    return chosen + passedOver.prefix(count - chosen.count)
  }
}

/// A row and how much its answer is wanted.
struct RankedRow: Comparable {
  let row: Int
  let informativeness: Double
  /// Decides among rows wanted as much: the lower comes first.
  let tie: UInt64

  static func < (one: RankedRow, other: RankedRow) -> Bool {
    one.informativeness != other.informativeness
      ? one.informativeness < other.informativeness : one.tie > other.tie
  }
}
