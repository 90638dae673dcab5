package import Domain
import HeapModule

/// Selects the rows to annotate next.
package struct BatchSelector: Sendable {
  /// The number of rows in the batch, audits included.
  package var batch: Int
  /// The share of the batch that is a random sample to audit the model, 0–0.5.
  package var auditShare: Double
  /// The number of further rows, to annotate while the next round runs.
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

  /// The cosine above which a diverse strategy skips neighbors of a chosen row.
  package static let nearCosine: Float = 0.4

  /// Selects among `rows`: unlabeled, available, and not held by a worker.
  ///
  /// Diverse strategies choose at most one row per group. Rows that the model may auto-label are
  /// chosen only when no others are left, since their annotations do not bring the end nearer;
  /// audits include them. (Measured with 296,055 rows at a target of 95 %: people label 5.0 %
  /// instead of 5.4 %.)
  package func select(
    from rows: [Int], autoLabeled: [Int] = [], scored: ScoredRows, pool: Pool
  ) -> BatchSelection {
    var generator = SeededGenerator(seed: seed)
    let audits = audits(of: rows, scored, using: &generator)
    let choices = min(batch, rows.count) - audits.members.count
    var order = ranking(rows, last: Set(autoLabeled), scored.rows, using: &generator)
    let chosen = mostInformative(
      choices + reserve, in: &order, except: audits.members.map(\.row), pool)
    return BatchSelection(chosen, audits: audits, batch: choices, using: &generator)
  }

  /// Takes the rows wanted by an external strategy, in its order, with audits drawn as usual.
  package func select(from rows: [Int], wanted: [Int], scored: ScoredRows) -> BatchSelection {
    var generator = SeededGenerator(seed: seed)
    let audits = audits(of: rows, scored, using: &generator)
    let choices = min(batch, rows.count) - audits.members.count
    let audited = Set(audits.members.map(\.row))
    let chosen = wanted.lazy.filter { !audited.contains($0) }
    return BatchSelection(
      Array(chosen.prefix(choices + reserve)), audits: audits, batch: choices, using: &generator)
  }

  private func audits(
    of rows: [Int], _ scored: ScoredRows, using generator: inout SeededGenerator
  ) -> AuditSample {
    AuditSample(
      rows: rows, rightProbabilities: rows.map { scored.probabilities[$0] },
      count: Int((auditShare * Double(min(batch, rows.count))).rounded()), using: &generator)
  }

  /// Returns a priority queue by informativeness, with ties in random order.
  ///
  /// A heap, because only a few thousand of up to hundreds of thousands of rows are taken.
  private func ranking(
    _ rows: [Int], last: Set<Int>, _ probabilities: ProbabilityRows,
    using generator: inout SeededGenerator
  ) -> Heap<RankedRow> {
    var values = strategy.informativeness(of: rows, probabilities, using: &generator)
    // Moves auto-labeled rows behind all others, keeping their order.
    let span = (values.max() ?? 0) - (values.min() ?? 0) + 1
    for (index, row) in rows.enumerated() where last.contains(row) { values[index] -= span }
    let salt = generator.next()
    return Heap(
      zip(rows, values).map { row, value in
        RankedRow(row: row, informativeness: value, tie: Hash.mix(salt ^ UInt64(row)))
      })
  }

  private func mostInformative(
    _ count: Int, in order: inout Heap<RankedRow>, except audited: [Int], _ pool: Pool
  ) -> [Int] {
    let isAudited = Set(audited)
    var filter = DiversityFilter(pool, audited: audited)
    var chosen: [Int] = []
    var passedOver: [Int] = []
    while chosen.count < count, let row = order.popMax()?.row {
      if isAudited.contains(row) { continue }
      if strategy.skipsNearRows && filter.excludes(row) {
        passedOver.append(row)
        continue
      }
      chosen.append(row)
      filter.add(row)
    }
    // Filled up with skipped rows if the diverse ones do not suffice.
    return chosen + passedOver.prefix(count - chosen.count)
  }
}

/// A row with its priority.
struct RankedRow: Comparable {
  let row: Int
  let informativeness: Double
  /// Breaks ties in informativeness: the lower one is first.
  let tie: UInt64

  static func < (one: RankedRow, other: RankedRow) -> Bool {
    one.informativeness != other.informativeness
      ? one.informativeness < other.informativeness : one.tie > other.tie
  }
}
