import Domain
import TerminalUI

/// An item on the labeling screen: its text, its context, and its near-duplicates.
struct ItemBlock {
  private let text: [SafeText]
  /// The part of the text that `text` is.
  let shown: ShownText
  /// The place in a long text, and the characters that cannot be shown, in words.
  private let notes: [(text: String, style: Style)]
  private let context: [SafeText]
  /// The empty rows between text and context.
  private let gap: Int
  private let stack: StackBlock
  private let stackRows: Int
  private let isAiry: Bool

  init(task: LeasedTask, layout: LabelingLayout) {
    let part = layout.item
    let labels = layout.context.setup.labels
    isAiry = layout.isAiry
    let room = min(LabelingLayout.widestText, part.columns - 2)
    context = Self.contextLines(
      task.item, layout.context.clock, columns: room, rows: isAiry ? 2 : 1)
    gap = isAiry && !context.isEmpty ? 1 : 0
    stack = StackBlock(
      task: task, isAskedFor: layout.view.queue.isForStack,
      keyName: layout.context.keys.keyName(for: .wholeStack))
    let isSearch = layout.view.searched(layout.context) != nil
    let wanted = isSearch ? max(4, part.rows / 2) : max(2, part.rows / 3)
    let labelRows = min(labels.used.count, wanted) + (isAiry ? 1 : 0)
    let least = stack.rowCount(in: 1)
    let textRows = max(1, part.rows - context.count - gap - labelRows - 1 - least)
    let lines = SafeText.wrapped(task.item.text, to: room)
    let hidden =
      layout.context.setup.showsASCIIOnly ? lines.reduce(0) { $0 + $1.hiddenInASCII } : 0
    let space = max(1, textRows - (hidden > 0 ? 1 : 0))
    let rows = lines.count > space ? max(1, space - 1) : lines.count
    let first = max(0, min(layout.view.reading.first(of: task.item.id), lines.count - rows))
    shown = ShownText(first: first, rows: rows, total: lines.count, hidden: hidden)
    notes = Array(Self.notes(shown, columns: room).prefix(max(0, textRows - rows)))
    let visible = Array(lines[first..<first + rows])
    let isSaid = shown.hasEnd || !notes.isEmpty
    text = isSaid ? visible : visible.dropLast() + visible.suffix(1).map { $0.cut(to: room) }
    stackRows = stack.rowCount(in: least + textRows - text.count - notes.count)
  }

  /// Says where in a long text one is, and how many characters the terminal cannot show.
  private static func notes(_ text: ShownText, columns: Int) -> [(text: String, style: Style)] {
    var notes: [(text: String, style: Style)] = []
    if !text.isWhole {
      let last = text.first + text.rows
      let place = "lines \(text.first + 1)–\(last) of \(text.total)"
      notes.append(
        text.hasEnd
          ? ("\(place), the end", .faint) : ("\(place) · Space shows the rest", .warning))
    }
    if text.hidden > 0 {
      let long = "\(NumberText.counted(text.hidden, "character")) cannot be shown: "
      notes.append((long + LocaleText.remedy, .warning))
    }
    return notes
  }

  var rows: Int { text.count + notes.count + gap + context.count + stackRows }

  /// Draws the item and returns the part below.
  ///
  /// Short texts take as much room as longer ones, so that the labels stay where they are from one
  /// item to the next.
  func draw(on screen: inout Screen, in part: Rect) -> Rect {
    for offset in 0..<rows {
      screen.write("▌", row: part.row + offset, column: part.column, style: .quoteMark)
    }
    for (offset, line) in text.enumerated() {
      screen.write(line, row: part.row + offset, column: part.column + 2, style: .quote)
    }
    for (offset, note) in notes.enumerated() {
      screen.write(
        note.text, row: part.row + text.count + offset, column: part.column + 2, style: note.style,
        limit: part.columns - 2)
    }
    for (offset, line) in context.enumerated() {
      let row = part.row + text.count + notes.count + gap + offset
      screen.write(line, row: row, column: part.column + 2, style: .faint)
    }
    stack.draw(
      on: &screen,
      in: Rect(
        row: part.row + rows - stackRows, column: part.column + 2, rows: stackRows,
        columns: part.columns - 2))
    return part.dropping(rows: max(rows, isAiry ? 5 : 3))
  }

  private static func contextLines(
    _ item: Item, _ clock: ClockText, columns: Int, rows: Int
  ) -> [SafeText] {
    let values = item.context.map { $0.text(clock) }.filter { !$0.isEmpty }
    guard !values.isEmpty else { return [] }
    let text = SafeText(values.joined(separator: " · "), limit: rows * columns + 1)
    return text.wrapped(to: columns, rows: rows)
  }
}
