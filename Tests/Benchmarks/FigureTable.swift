import Foundation

/// A measured figure beside what it must be and what it should be.
struct Figure {
  enum Bound {
    case atMost(Double)
    case atLeast(Double)

    func holds(_ value: Double) -> Bool {
      switch self {
      case .atMost(let limit): value <= limit
      case .atLeast(let limit): value >= limit
      }
    }
  }

  enum Unit {
    /// Of 1.
    case percent
    case times
    case seconds
    case mebibytes
    case rowsPerSecond
    case of(Int)
  }

  let name: String
  let value: Double
  let unit: Unit
  var must: Bound?
  var goal: Bound?

  fileprivate var cells: [String] {
    [
      name, must.map(text) ?? "–", goal.map(text) ?? "–", unit.text(value),
      must.map { $0.holds(value) ? "met" : "NOT MET" } ?? "",
      goal.map { $0.holds(value) ? "reached" : "" } ?? "",
    ]
  }

  private func text(_ bound: Bound) -> String {
    switch bound {
    case .atMost(let limit): "≤ " + unit.text(limit)
    case .atLeast(let limit): "≥ " + unit.text(limit)
    }
  }
}

extension Figure.Unit {
  func text(_ value: Double) -> String {
    switch self {
    case .percent: String(format: "%.2f %%", value * 100)
    case .times: String(format: "%.1f ×", value)
    case .seconds: String(format: value < 1 ? "%.3f s" : "%.1f s", value)
    case .mebibytes: String(format: "%.0f MiB", value)
    case .rowsPerSecond: String(format: "%.0f rows/s", value)
    case .of(let count): String(format: "%.0f of %d", value, count)
    }
  }
}

/// All figures of a run, in the order in which they were measured.
struct FigureTable {
  private(set) var figures: [Figure] = []

  /// Adds a figure, and says it at once.
  mutating func add(
    _ name: String, _ value: Double, _ unit: Figure.Unit, must: Figure.Bound? = nil,
    goal: Figure.Bound? = nil
  ) {
    let figure = Figure(name: name, value: value, unit: unit, must: must, goal: goal)
    figures.append(figure)
    print("→ \(figure.cells.filter { !$0.isEmpty }.joined(separator: " · "))")
    // A run takes long, and whoever reads its output in a file wants to see how far it is.
    fflush(nil)
  }

  /// A Markdown table: figure, must, goal, measured, met or not.
  var text: String {
    let head = ["figure", "must", "goal", "measured", "must", "goal"]
    let rows = [head, head.map { _ in "---" }] + figures.map(\.cells)
    return rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }
}
