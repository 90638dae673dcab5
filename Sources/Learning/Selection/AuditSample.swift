package import Domain

/// A random sample in which each row's chance is known.
///
/// Rows are drawn by systematic sampling in random order: chances are laid end to end, and a comb of
/// unit steps with a random start picks the rows it hits. A chance is in proportion to
/// √(P (1 − P) + 0.0001), where an answer tells most about the auto-labels' accuracy; where that
/// would exceed 1, the row is surely drawn.
package struct AuditSample: Sendable, Equatable {
  /// A row drawn, and the chance that it had.
  package struct Member: Sendable, Equatable {
    package let row: Int
    package let inclusionProbability: Double
  }

  package let members: [Member]

  /// Draws about `count` of the rows; the number may differ by one.
  package init(
    rows: [Int], rightProbabilities: [Double], count: Int, using generator: inout SeededGenerator
  ) {
    let sizes = rightProbabilities.map { ($0 * (1 - $0) + 1e-4).squareRoot() }
    let chances = Self.chances(sizes, count: min(count, rows.count))
    var members: [Member] = []
    var covered = generator.nextUnit()
    for place in generator.permutation(of: rows.count) {
      let before = covered
      covered += chances[place]
      if covered.rounded(.down) > before.rounded(.down) {
        members.append(Member(row: rows[place], inclusionProbability: chances[place]))
      }
    }
    self.members = members
  }

  /// Chances in proportion to the sizes that add up to `count`, none above 1.
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
