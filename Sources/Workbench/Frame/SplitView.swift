import Domain
import TerminalUI

/// The split into items labeled by people, by the model, and not yet: a bar with its legend.
struct SplitView {
  let counts: Counts

  var parts: [BarPart] {
    [
      BarPart(counts.share(counts.human), .people), BarPart(counts.share(counts.auto), .model),
    ]
  }

  /// Draws the bar in a row.
  func drawBar(on screen: inout Screen, row: Int, column: Int, columns: Int) {
    screen.drawSplitBar(parts, row: row, column: column, columns: columns)
  }

  /// Draws the legend and gives the column after it; with counts where they are wanted.
  @discardableResult
  func drawLegend(
    on screen: inout Screen, row: Int, column: Int, limit: Int, withCounts: Bool
  ) -> Int {
    var next = column
    for entry in entries {
      let number = withCounts ? " \(NumberText.count(entry.count))" : ""
      let share = NumberText.percent(counts.share(entry.count))
      let gap = next > column ? 3 : 0
      let width = 3 + columns(of: entry.name + number + share)
      guard next + gap + width <= column + limit else { break }
      next += gap
      let sign = entry.sign
      next = screen.write(String(sign.character ?? " "), row: row, column: next, style: sign.style)
      next = screen.write(" \(entry.name)", row: row, column: next, style: .faint)
      next = screen.write(number, row: row, column: next)
      next = screen.write(" \(share)", row: row, column: next, style: .strong)
    }
    return next
  }

  private var entries: [(name: String, count: Int, sign: Screen.Cell)] {
    let all: [(name: String, count: Int, sign: Screen.Cell)] = [
      (CountText.people, counts.human, Style.people.texture),
      (CountText.model, counts.auto, Style.model.texture),
      (CountText.left, counts.unlabeled, Style.rest.texture),
    ]
    let rejected = (CountText.rejected, counts.rejected, Screen.Cell("✗", .failure))
    return counts.rejected > 0 ? all + [rejected] : all
  }
}
