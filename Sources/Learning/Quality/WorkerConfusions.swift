import Domain

/// Each worker's confusion matrix: what was said of items of each label, as consolidation has it.
struct WorkerConfusions: Sendable {
  private struct Cell: Hashable, Sendable {
    let label: Int
    let said: Int
  }

  /// Labels are those of the Dawid–Skene method; else the majority's.
  let isDawidSkene: Bool
  private let cells: [[Cell: Double]]

  /// `most` is the greatest number of probabilities to estimate.
  init(_ table: OpinionTable, labelCount: Int, most: Int) {
    let count = (table.opinions.count + table.workers.count * labelCount) * labelCount
    isDawidSkene = count <= most
    cells =
      isDawidSkene
      ? Self.expected(table, labelCount: labelCount) : Self.counted(table)
  }

  private static func expected(_ table: OpinionTable, labelCount: Int) -> [[Cell: Double]] {
    let counts = DawidSkene(table, labelCount: labelCount).expectedCounts
    return table.workers.indices.map { worker in
      var cells: [Cell: Double] = [:]
      for said in 0..<labelCount {
        for label in 0..<labelCount {
          let items = counts[(worker * labelCount + said) * labelCount + label]
          if items >= 0.005 { cells[Cell(label: label, said: said)] = items }
        }
      }
      return cells
    }
  }

  private static func counted(_ table: OpinionTable) -> [[Cell: Double]] {
    var cells = [[Cell: Double]](repeating: [:], count: table.workers.count)
    for run in table.runs {
      guard let vote = MajorityVote(table.opinions[run].map { Int($0.label) }) else { continue }
      for opinion in table.opinions[run] {
        let cell = Cell(label: vote.label, said: Int(opinion.label))
        cells[Int(opinion.worker)][cell, default: 0] += 1
      }
    }
    return cells
  }

  /// Returns a worker's cells that are not empty, by label.
  func of(_ worker: Int) -> [AgreementReport.Confusion] {
    cells[worker].sorted { ($0.key.label, $0.key.said) < ($1.key.label, $1.key.said) }
      .map { .init(label: $0.key.label, said: $0.key.said, items: $0.value) }
  }

  /// Returns the share of a worker's answers that are right, 0–1; nil without answers.
  func accuracy(of worker: Int) -> Double? {
    let matrix = of(worker)
    let all = matrix.reduce(0) { $0 + $1.items }
    guard all > 0 else { return nil }
    return matrix.reduce(0) { $0 + ($1.label == $1.said ? $1.items : 0) } / all
  }
}
