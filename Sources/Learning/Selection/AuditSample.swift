package import Domain

/// A random sample of rows with known inclusion probabilities.
///
/// Systematic sampling with probability proportional to size (Madow, 1949), in random order: the
/// inclusion probabilities are laid end to end, and a comb of unit steps with a random start
/// selects rows. The size is half a constant and half in proportion to √(P (1 − P) + 0.0001), which
/// minimizes the variance of the accuracy estimate if P is right: no row's chance is below half the
/// uniform one, however wrong P is. Probabilities that would exceed 1 are set to 1.
package struct AuditSample: Sendable, Equatable {
  /// A row of the sample and its inclusion probability.
  package struct Member: Sendable, Equatable {
    package let row: Int
    package let inclusionProbability: Double
  }

  package let members: [Member]

  /// Draws a sample of `count` rows, give or take one.
  package init(
    rows: [Int], rightProbabilities: [Double], count: Int, using generator: inout SeededGenerator
  ) {
    let chances = Self.chances(Self.sizes(rightProbabilities), count: min(count, rows.count))
    var members: [Member] = []
    var covered = generator.nextUnit()
    for index in generator.permutation(of: rows.count) {
      let before = covered
      covered += chances[index]
      if covered.rounded(.down) > before.rounded(.down) {
        members.append(Member(row: rows[index], inclusionProbability: chances[index]))
      }
    }
    self.members = members
  }

  static func sizes(_ rightProbabilities: [Double]) -> [Double] {
    let doubts = rightProbabilities.map { ($0 * (1 - $0) + 1e-4).squareRoot() }
    let mean = doubts.reduce(0, +) / Double(max(1, doubts.count))
    return doubts.map { 0.5 * mean + 0.5 * $0 }
  }

  /// Returns inclusion probabilities proportional to the sizes, at most 1, with the sum `count`.
  static func chances(_ sizes: [Double], count: Int) -> [Double] {
    var isSure = [Bool](repeating: false, count: sizes.count)
    var sureCount = 0
    while true {
      var rest = 0.0
      for index in sizes.indices where !isSure[index] { rest += sizes[index] }
      let factor = rest > 0 ? Double(count - sureCount) / rest : 0
      let more = sizes.indices.filter { !isSure[$0] && sizes[$0] * factor >= 1 }
      if more.isEmpty || sureCount >= count {
        return sizes.indices.map { isSure[$0] ? 1 : sizes[$0] * factor }
      }
      for index in more { isSure[index] = true }
      sureCount += more.count
    }
  }
}
