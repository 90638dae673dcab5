import Domain
import Foundation
import TerminalUI

/// The labeling screen: the question, the item, its labels, the last answers, the split.
struct LabelView {
  let session: Session

  private var labels: LabelSet { session.setup.labels }
  private var guide: Guide { session.setup.guide }

  /// The rows below the item, but for the keys: rule, bar, legend.
  private static let footRows = 3
  /// The left margin.
  private static let margin = 2
  /// Lines of text longer than this are hard to read.
  private static let widestText = 96

  func draw(on screen: inout Screen) {
    let size = Size(rows: screen.rows, columns: screen.columns)
    let ruleRow = ruleRow(for: size)
    let body = Frame(session: session).draw(on: &screen, ruleRow: ruleRow)
    drawFoot(on: &screen, from: ruleRow + 1)
    if let side = sidePanel(of: body) { drawGuide(on: &screen, in: side, ruleRow: ruleRow) }
    drawMain(on: &screen, in: mainPart(for: size))
  }

  // MARK: parts

  /// The row of the rule below item and labels.
  func ruleRow(for size: Size) -> Int {
    let keys = KeyHints(session: session, scope: .labeling).rowCount(for: size)
    return size.rows - Self.footRows - keys
  }

  /// Where the question, the item and its labels stand.
  func mainPart(for size: Size) -> Rect {
    let body = Rect(row: 1, column: 0, rows: ruleRow(for: size) - 1, columns: size.columns)
    let side = sidePanel(of: body)
    let columns = body.columns - Self.margin - (side.map { $0.columns + 2 } ?? Self.margin)
    return Rect(row: body.row, column: Self.margin, rows: body.rows, columns: columns)
  }

  /// The first row below the item.
  func itemEnd(for size: Size) -> Int {
    let part = mainPart(for: size)
    guard let task = session.desk.current else { return part.row }
    let rest = itemPart(of: part)
    return rest.row + layout(task, in: rest, isAiry: Self.isAiry(part)).rows
  }

  private static func isAiry(_ part: Rect) -> Bool { part.rows >= 16 }

  /// The part below the question.
  private func itemPart(of part: Rect) -> Rect {
    part.dropping(rows: Self.isAiry(part) ? 3 : 1)
  }

  // MARK: foot

  private func drawFoot(on screen: inout Screen, from row: Int) {
    let room = screen.columns - 2 * Self.margin
    guard let report = session.report else {
      screen.write("Reading the project…", row: row, column: Self.margin, style: .faint)
      return
    }
    let split = SplitView(counts: report.counts)
    let loop = LoopText(
      loop: report.loop, status: report.status, now: session.now,
      isStarting: session.isLoopStarting
    ).line
    let loopColumns = columns(of: loop.text)
    let end = split.drawLegend(
      on: &screen, row: row + 1, column: Self.margin, limit: room, withCounts: false)
    let fitsLegend = end + 3 + loopColumns <= screen.columns - Self.margin
    let shown = min(loopColumns, room * 2 / 3)
    let bar = fitsLegend ? room : room - shown - 2
    split.drawBar(on: &screen, row: row, column: Self.margin, columns: bar)
    screen.write(
      loop.text, row: fitsLegend ? row + 1 : row,
      column: screen.columns - Self.margin - (fitsLegend ? loopColumns : shown),
      style: loop.style, limit: fitsLegend ? loopColumns : shown)
  }

  // MARK: guide

  private func sidePanel(of body: Rect) -> Rect? {
    guard body.columns >= 100, !guide.shortInstructions.isEmpty else { return nil }
    let columns = min(48, body.columns * 2 / 5)
    return Rect(
      row: body.row, column: body.columns - columns, rows: body.rows, columns: columns)
  }

  private func drawGuide(on screen: inout Screen, in part: Rect, ruleRow: Int) {
    for row in part.row..<part.bottom {
      screen.write("│", row: row, column: part.column, style: .rule)
    }
    if session.standingNotice == nil {
      screen.write("┴", row: ruleRow, column: part.column, style: .rule)
    }
    let inner = Rect(
      row: part.row + 1, column: part.column + 3, rows: part.rows - 2, columns: part.columns - 5)
    let lines = GuideView.lines(
      guide.shortInstructions.afterHeading(guide.header), columns: inner.columns)
    TextPage(lines: lines, rows: inner.rows).draw(on: &screen, in: inner, scroll: 0)
  }

  // MARK: item

  private func drawMain(on screen: inout Screen, in part: Rect) {
    let isAiry = Self.isAiry(part)
    drawQuestion(on: &screen, in: part.dropping(rows: isAiry ? 1 : 0))
    var rest = itemPart(of: part)
    guard let task = session.desk.current else {
      drawEmpty(on: &screen, in: rest)
      return
    }
    rest = drawItem(task, on: &screen, in: rest, isAiry: isAiry)
    rest = drawLabels(task, on: &screen, in: rest.dropping(rows: isAiry ? 1 : 0))
    drawGiven(on: &screen, in: rest.dropping(rows: 1))
  }

  private func drawQuestion(on screen: inout Screen, in part: Rect) {
    // The question is worth more than the counts, the own count more than both.
    let wanted = columns(of: guide.header)
    let fitting = remaining.first { wanted + 3 + columns(of: $0) <= part.columns }
    let counts = fitting ?? remaining.last ?? ""
    let width = columns(of: counts)
    let room = part.columns - (width > 0 ? width + 3 : 0)
    screen.write(guide.header, row: part.row, column: part.column, style: .heading, limit: room)
    screen.write(counts, row: part.row, column: part.right - width, style: .faint)
  }

  /// What may still come to this worker, and what is open in all; shorter from one to the next.
  private var remaining: [String] {
    guard let counts = session.report?.counts else { return [] }
    let mine = "to you \(NumberText.count(counts.queued + session.desk.tasks.count))"
    return ["\(mine) · in all \(NumberText.count(counts.unlabeled))", mine]
  }

  /// Draws the item and gives the part below.
  ///
  /// Short texts take as much room as longer ones, so that the labels stay where they are from one
  /// item to the next.
  private func drawItem(
    _ task: LeasedTask, on screen: inout Screen, in part: Rect, isAiry: Bool
  ) -> Rect {
    let layout = layout(task, in: part, isAiry: isAiry)
    for offset in 0..<layout.rows {
      screen.write("▌", row: part.row + offset, column: part.column, style: .itemMark)
    }
    for (offset, line) in layout.text.enumerated() {
      screen.write(line, row: part.row + offset, column: part.column + 2, style: .item)
    }
    for (offset, line) in layout.context.enumerated() {
      let row = part.row + layout.text.count + layout.gap + offset
      screen.write(line, row: row, column: part.column + 2, style: .faint)
    }
    StackView(session: session, task: task).draw(
      on: &screen,
      in: Rect(
        row: part.row + layout.rows - layout.stack, column: part.column + 2, rows: layout.stack,
        columns: part.columns - 2))
    return part.dropping(rows: max(layout.rows, isAiry ? 5 : 3))
  }

  /// An item's lines.
  private struct ItemLayout {
    let text: [SafeText]
    let gap: Int
    let context: [SafeText]
    /// The rows of what is nearly the same.
    let stack: Int

    var rows: Int { text.count + gap + context.count + stack }
  }

  private func layout(_ task: LeasedTask, in part: Rect, isAiry: Bool) -> ItemLayout {
    let item = task.item
    let room = min(Self.widestText, part.columns - 2)
    let context = contextLines(item, columns: room, rows: isAiry ? 2 : 1)
    let gap = isAiry && !context.isEmpty ? 1 : 0
    let labelRows = min(labels.count, max(2, part.rows / 3)) + (isAiry ? 1 : 0)
    let stack = StackView(session: session, task: task)
    let least = stack.rowCount(in: 1)
    let textRows = max(1, part.rows - context.count - gap - labelRows - 1 - least)
    let text = SafeText(item.text, limit: textRows * room + 1)
      .wrapped(to: room, rows: textRows)
    let stackRows = stack.rowCount(in: least + textRows - text.count)
    return ItemLayout(text: text, gap: gap, context: context, stack: stackRows)
  }

  private func contextLines(_ item: Item, columns: Int, rows: Int) -> [SafeText] {
    let clock = ClockText(timeZone: session.setup.timeZone)
    let values = item.context.map { $0.shown(clock) }.filter { !$0.isEmpty }
    guard !values.isEmpty else { return [] }
    let text = SafeText(values.joined(separator: " · "), limit: rows * columns + 1)
    return text.wrapped(to: columns, rows: rows)
  }

  // MARK: labels and answers

  /// Draws the labels, in several columns if they are many, and gives the part below.
  private func drawLabels(
    _ task: LeasedTask, on screen: inout Screen, in part: Rect
  ) -> Rect {
    guard part.rows > 0, labels.count > 0 else { return part }
    let perColumn = min(labels.count, max(1, part.rows))
    let columnCount = (labels.count + perColumn - 1) / perColumn
    let rows = (labels.count + columnCount - 1) / columnCount
    let width = part.columns / columnCount
    for index in 0..<labels.count {
      let place = Rect(
        row: part.row + index % rows, column: part.column + index / rows * width, rows: 1,
        columns: width - 1)
      drawLabel(index, isMarked: task.previousLabel == index, on: &screen, in: place)
    }
    return part.dropping(rows: rows)
  }

  private func drawLabel(_ index: Int, isMarked: Bool, on screen: inout Screen, in part: Rect) {
    let key = String(labels[index].key)
    screen.write(" \(key) ", row: part.row, column: part.column, style: .labelKey(index))
    let end = screen.write(
      labels[index].name, row: part.row, column: part.column + 5,
      style: isMarked ? .marked : .plain, limit: part.columns - 5)
    guard isMarked, end + 16 <= part.right else { return }
    screen.write("◂ your answer", row: part.row, column: end + 2, style: .marked)
  }

  private func drawGiven(on screen: inout Screen, in part: Rect) {
    guard part.rows >= 2, !session.desk.given.isEmpty else { return }
    screen.write("your last answers", row: part.row, column: part.column, style: .faint)
    let shown = session.desk.given.suffix(part.rows - 1).reversed()
    for (offset, given) in shown.enumerated() {
      drawGiven(given, on: &screen, row: part.row + 1 + offset, in: part)
    }
  }

  private func drawGiven(_ given: Desk.Given, on screen: inout Screen, row: Int, in part: Rect) {
    let time = ClockText(timeZone: session.setup.timeZone).time(given.receipt.savedAt)
    let isKnown = labels.labels.indices.contains(given.label)
    let key = isKnown ? String(labels[given.label].key) : "?"
    screen.write(time, row: row, column: part.column, style: .faint)
    screen.write(key, row: row, column: part.column + 10, style: .label(given.label))
    let alike = given.receipt.alike.count
    let note = given.receipt.counted ? (alike > 0 ? "and \(alike) alike" : "") : "does not count"
    let room = part.columns - 13 - (note.isEmpty ? 0 : columns(of: note) + 2)
    screen.write(given.item.text, row: row, column: part.column + 13, style: .faint, limit: room)
    screen.write(
      note, row: row, column: part.right - columns(of: note),
      style: given.receipt.counted ? .faint : .warning)
  }

  // MARK: nothing to do

  private func drawEmpty(on screen: inout Screen, in part: Rect) {
    let empty = EmptyDesk(session: session)
    let room = min(Self.widestText, part.columns - 2)
    screen.write("▌", row: part.row, column: part.column, style: .itemMark)
    screen.write(empty.title, row: part.row, column: part.column + 2, style: .item, limit: room)
    let lines = SafeText(empty.explanation).wrapped(to: room, rows: max(0, part.rows - 2))
    for (offset, line) in lines.enumerated() {
      screen.write(line, row: part.row + 2 + offset, column: part.column + 2)
    }
    drawGiven(on: &screen, in: part.dropping(rows: lines.count + 4))
  }
}

extension ContextField {
  /// The value as a person reads it: a timestamp in milliseconds or seconds is a day.
  func shown(_ clock: ClockText) -> String {
    let name = key.lowercased()
    guard name.contains("time") || name.contains("date"), let number = Double(value),
      value.allSatisfy(\.isNumber)
    else { return value }
    switch value.count {
    case 13: return clock.day(Date(timeIntervalSince1970: number / 1000))
    case 10: return clock.day(Date(timeIntervalSince1970: number))
    default: return value
    }
  }
}
