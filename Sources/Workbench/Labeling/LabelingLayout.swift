import Domain
import TerminalUI

/// The places of the parts of the labeling screen.
struct LabelingLayout {
  let view: LabelingView
  let context: ViewContext
  /// The part between title and rule.
  let body: Rect

  /// The left margin.
  static let margin = 2
  /// The rows of rule, bar and legend.
  static let footRows = 3
  /// The widest lines of text that are easy to read, in columns.
  static let widestText = 96

  /// The instructions beside the item, without a heading that repeats the question.
  var instructions: [Guide.Block] {
    context.guide.shortInstructions.afterHeading(context.guide.header)
  }

  /// The part of the instructions at the right; nil in a narrow window or without instructions.
  var side: Rect? {
    guard body.columns >= 100, !instructions.isEmpty else { return nil }
    let columns = min(48, body.columns * 2 / 5)
    return Rect(row: body.row, column: body.right - columns, rows: body.rows, columns: columns)
  }

  /// The part of question, item and labels.
  var main: Rect {
    let columns = body.columns - Self.margin - (side.map { $0.columns + 2 } ?? Self.margin)
    return Rect(row: body.row, column: Self.margin, rows: body.rows, columns: columns)
  }

  /// There is room for empty rows between the parts.
  var isAiry: Bool { main.rows >= 16 }

  var question: Rect { main.dropping(rows: isAiry ? 1 : 0) }

  /// The part below the question.
  var item: Rect { main.dropping(rows: isAiry ? 3 : 1) }

  /// The first row below the item; nil without an item.
  var itemEnd: Int? {
    view.queue.current.map { item.row + ItemBlock(task: $0, layout: self).rows }
  }
}
