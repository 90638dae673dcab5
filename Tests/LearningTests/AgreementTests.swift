import Domain
import Testing

@testable import Learning

@Suite struct AgreementTests {
  /// Krippendorff's own example, units by observers; −1 is no answer, labels count from 0.
  private let example = [
    [0, 0, -1, 0], [1, 1, 2, 1], [2, 2, 2, 2], [2, 2, 2, 2], [1, 1, 1, 1], [0, 1, 2, 3],
    [3, 3, 3, 3], [0, 0, 1, 0], [1, 1, 1, 1], [-1, 4, 4, 4], [-1, -1, 0, 0], [-1, -1, 2, -1],
  ]

  /// Makes a report of rows of labels, one for each item; the workers are a, b, c, ….
  private func report(
    _ rows: [[Int]], labelCount: Int, blind: Int = .max
  ) -> AgreementReport {
    let names = ["a", "b", "c", "d"]
    let opinions = rows.enumerated().flatMap { item, labels in
      labels.enumerated().filter { $1 >= 0 }.map {
        OpinionTable.Opinion(item: item, worker: $0, label: $1)
      }
    }
    return AgreementReport(
      OpinionTable(workers: names, opinions: opinions, blind: blind), labelCount: labelCount)
  }

  @Test("Krippendorff's alpha of his own example is 0.743")
  func published() throws {
    let report = report(example, labelCount: 5)
    #expect(report.items == 11 && report.opinions == 40)
    let alpha = try #require(report.alpha)
    #expect(abs(alpha.value - 0.743) < 0.0005)
    #expect(try #require(alpha.lower) < 0.743 && #require(alpha.upper) > 0.743)
  }

  @Test("Krippendorff's alpha of his example of two observers without missing data is 0.692")
  func twoObservers() throws {
    // Krippendorff 2011, B: two observers, nominal, twelve units a b b d c c c e d d a (a, b).
    let first = [0, 0, 1, 1, 3, 2, 2, 2, 4, 3, 3, 0]
    let second = [1, 0, 1, 1, 1, 2, 2, 2, 4, 3, 3, 3]
    let report = report(zip(first, second).map { [$0, $1] }, labelCount: 5)
    #expect(abs(try #require(report.alpha).value - 0.692) < 0.0005)
  }

  @Test("Cohen's kappa of his own example is 0.492")
  func cohen() throws {
    // Cohen 1960, table 2: 200 cases, three categories.
    let table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    let rows = table.enumerated().flatMap { first, row in
      row.enumerated().flatMap { second, count in
        [[Int]](repeating: [first, second], count: count)
      }
    }
    let report = report(rows, labelCount: 3)
    let pair = try #require(report.pairs.first)
    #expect(pair.first == "a" && pair.second == "b" && pair.items == 200)
    #expect(abs(pair.agreement - 0.7) < 1e-12 && abs(pair.kappa.value - 0.492) < 0.0005)
    #expect(report.kappa?.value == pair.kappa.value)
    // The analytic standard error (Fleiss, Cohen, Everitt 1969) of this table is 0.0472.
    let width = try #require(pair.kappa.upper) - #require(pair.kappa.lower)
    #expect(abs(width / 2 / 1.96 - standardError(table)) < 0.001)
  }

  /// Returns the large-sample standard error of kappa by Fleiss, Cohen and Everitt, 1969.
  private func standardError(_ table: [[Int]]) -> Double {
    let n = Double(table.joined().reduce(0, +))
    let p = table.map { $0.map { Double($0) / n } }
    let rows = p.map { $0.reduce(0, +) }
    let columns = p.indices.map { column in p.reduce(0) { $0 + $1[column] } }
    let chance = zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 }
    let kappa = (p.indices.reduce(0) { $0 + p[$1][$1] } - chance) / (1 - chance)
    var sum = 0.0
    for i in p.indices {
      for j in p.indices {
        let part =
          i == j
          ? 1 - (rows[i] + columns[i]) * (1 - kappa) : (columns[i] + rows[j]) * (1 - kappa)
        sum += p[i][j] * part * part
      }
    }
    let rest = kappa - chance * (1 - kappa)
    return ((sum - rest * rest) / n).squareRoot() / (1 - chance)
  }

  @Test("Cohen's kappa of a 2 × 2 table equals the hand-computed one, and that of each label")
  func kappa() throws {
    // 20 times both 0, 15 both 1, 5 times (0, 1), 10 times (1, 0): 0.7 agree, 0.5 by chance.
    let rows =
      [[Int]](repeating: [0, 0], count: 20) + [[Int]](repeating: [1, 1], count: 15)
      + [[Int]](repeating: [0, 1], count: 5) + [[Int]](repeating: [1, 0], count: 10)
    let report = report(rows, labelCount: 2)
    let pair = try #require(report.pairs.first)
    #expect(pair.items == 50 && abs(pair.agreement - 0.7) < 1e-12)
    #expect(abs(pair.kappa.value - 0.4) < 1e-12)
    // One label against the other is the same table.
    for label in report.labels {
      #expect(abs(try #require(label.kappa).value - 0.4) < 1e-12)
      #expect(try abs(#require(label.alpha).value - #require(report.alpha).value) < 1e-12)
      #expect(
        try abs(#require(label.kappa?.lower) - #require(pair.kappa.lower)) < 1e-9)
      #expect(
        try abs(#require(label.alpha?.lower) - #require(report.alpha?.lower)) < 1e-9)
    }
  }

  @Test("Intervals equal those of the jackknife done item by item")
  func jackknife() throws {
    let whole = report(example, labelCount: 5)
    let shared = example.indices.filter { example[$0].count { $0 >= 0 } > 1 }
    let without = shared.map { item in
      var rows = example
      rows.remove(at: item)
      return report(rows, labelCount: 5)
    }
    try expect(whole.alpha, from: without.map(\.alpha))
    try expect(whole.kappa, from: without.map(\.kappa))
    try expect(whole.labels[1].alpha, from: without.map { $0.labels[1].alpha })
    try expect(whole.labels[1].kappa, from: without.map { $0.labels[1].kappa })
  }

  private func expect(
    _ whole: AgreementReport.Coefficient?, from without: [AgreementReport.Coefficient?]
  ) throws {
    let values = try without.map { try #require($0).value }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * (count - 1) / count
    let half = 1.959964 * variance.squareRoot()
    let value = try #require(whole).value
    #expect(try abs(#require(whole?.lower) - max(-1, value - half)) < 1e-9)
    #expect(try abs(#require(whole?.upper) - min(1, value + half)) < 1e-9)
  }

  @Test("Without an item of two opinions there is no agreement; with a single label it is 1")
  func edges() {
    let none = report([[0], [1]], labelCount: 2)
    #expect(none.items == 0 && none.alpha == nil && none.kappa == nil && none.pairs.isEmpty)
    #expect(none.workers.allSatisfy { $0.items == 0 && $0.accuracy == nil })
    let single = report([[1, 1], [1, 1]], labelCount: 2)
    #expect(single.alpha == .init(1) && single.kappa == .init(1))
    #expect(report([[0, -1], [-1, 1]], labelCount: 2).pairs.isEmpty)
  }

  @Test("Opinions that were asked because of a disagreement do not count for agreement")
  func blind() throws {
    // The first two disagree on every second item; a third was asked there.
    let rows = (0..<40).map { $0 % 2 == 0 ? [$0 / 2 % 2, $0 / 2 % 2] : [0, 1, 0] }
    let report = report(rows, labelCount: 2, blind: 2)
    #expect(report.items == 40 && report.opinions == 80)
    #expect(report.pairs.map(\.first) == ["a"] && report.pairs.map(\.second) == ["b"])
    #expect(try #require(report.pairs.first).agreement == 0.5)
    // The third opinion is in the confusion matrices all the same.
    #expect(report.workers.contains { $0.name == "c" && $0.items == 0 && $0.accuracy != nil })
  }

  @Test("The worker who answers against the others is the least right")
  func badWorker() throws {
    let rows = (0..<90).map { item in [item % 3, item % 3, item % 10 == 0 ? 0 : (item + 1) % 3] }
    let report = report(rows, labelCount: 3)
    #expect(report.workers.first?.name == "c")
    #expect(try #require(report.workers.first?.accuracy) < 0.2)
    #expect(try #require(report.workers.first?.kappa) < 0)
    let said = try #require(report.workers.first).confusion.filter { $0.label == 1 }
    #expect(said.max { $0.items < $1.items }?.said == 2)
  }
}
