import Domain
import Foundation
package import TerminalUI

extension LabelingView {
  package func ruleRow(_ context: ViewContext) -> Int {
    let keys = KeyHints(view: self, context: context, scope: Self.scope).rowCount
    return context.size.rows - LabelingLayout.footRows - keys
  }

  package func dialogSpace(in part: Rect, _ context: ViewContext) -> DialogSpace {
    let layout = LabelingLayout(view: self, context: context, body: part)
    return DialogSpace(columns: layout.main, top: layout.itemEnd, bottom: part.bottom)
  }

  package func draw(on drawing: inout Drawing, in part: Rect, _ context: ViewContext) {
    let layout = LabelingLayout(view: self, context: context, body: part)
    LabelingFoot(context: context).draw(on: &drawing.screen, row: part.bottom + 1)
    drawGuide(layout, on: &drawing)
    drawQuestion(layout, on: &drawing.screen)
    if let task = queue.current {
      drawTask(task, layout, on: &drawing)
    } else {
      drawEmpty(layout, on: &drawing.screen)
    }
  }

  /// Draws the instructions at the right where there is room.
  private func drawGuide(_ layout: LabelingLayout, on drawing: inout Drawing) {
    guard let part = layout.side else { return }
    for row in part.row..<part.bottom {
      drawing.screen.write("│", row: row, column: part.column, style: .rule)
    }
    if !drawing.hasNotice {
      drawing.screen.write("┴", row: part.bottom, column: part.column, style: .rule)
    }
    let inner = Rect(
      row: part.row + 1, column: part.column + 3, rows: part.rows - 2, columns: part.columns - 5)
    let lines = GuideView.lines(layout.instructions, columns: inner.columns)
    TextPage(lines: lines, rows: inner.rows).draw(on: &drawing.screen, in: inner, scroll: 0)
  }

  /// Draws the question and, at its right, how much is left.
  ///
  /// If there is no room for all, the worker's own count has priority, then the question.
  private func drawQuestion(_ layout: LabelingLayout, on screen: inout Screen) {
    let part = layout.question
    let header = layout.context.guide.header
    let remaining = layout.context.report.map {
      CountText($0.counts).remaining(
        held: queue.tasks.count, people: $0.settings.workersPerItem)
    }
    let texts = remaining ?? []
    let room = part.columns - columns(of: header) - 3
    let text = texts.first { columns(of: $0) <= room } ?? texts.last ?? ""
    let width = columns(of: text)
    screen.write(
      header, row: part.row, column: part.column, style: .heading,
      limit: part.columns - (width > 0 ? width + 3 : 0))
    screen.write(text, row: part.row, column: part.right - width, style: .faint)
  }

  private func drawTask(
    _ task: LeasedTask, _ layout: LabelingLayout, on drawing: inout Drawing
  ) {
    let block = ItemBlock(task: task, layout: layout)
    let gap = layout.isAiry ? 1 : 0
    var rest = block.draw(on: &drawing.screen, in: layout.item)
    rest = drawLabels(task, layout, on: &drawing, in: rest.dropping(rows: gap))
    lastAnswers(layout).draw(on: &drawing.screen, in: rest.dropping(rows: 1))
    drawing.shown.item = task.item.id
    drawing.shown.text = block.shown
  }

  /// Draws the labels, or those that match a search below it, and returns the part below.
  private func drawLabels(
    _ task: LeasedTask, _ layout: LabelingLayout, on drawing: inout Drawing, in part: Rect
  ) -> Rect {
    let labels = layout.context.setup.labels
    guard let text = searched(layout.context), let finder else {
      return LabelList(
        labels: labels, indices: labels.used, marked: task.previousLabel
      ).draw(on: &drawing, in: part)
    }
    let matches = finder.matches(text)
    drawSearch(text, matches.count, of: labels.used.count, on: &drawing.screen, in: part)
    return LabelList(
      labels: labels, indices: matches, marked: task.previousLabel,
      highlighted: finder.highlighted(text), isSearch: true
    ).draw(on: &drawing, in: part.dropping(rows: 1))
  }

  private func drawSearch(
    _ text: String, _ count: Int, of total: Int, on screen: inout Screen, in part: Rect
  ) {
    let title = "label's name or number: "
    var column = screen.write(title, row: part.row, column: part.column, style: .heading)
    column = screen.write(text, row: part.row, column: column, style: .strong)
    screen.cursor = Screen.Place(row: part.row, column: min(column, part.right - 1))
    let found = "\(NumberText.count(count)) of \(NumberText.count(total))"
    let left = part.right - columns(of: found)
    if left > column + 2 { screen.write(found, row: part.row, column: left, style: .faint) }
  }

  private func lastAnswers(_ layout: LabelingLayout) -> LastAnswers {
    LastAnswers(
      saved: queue.saved, labels: layout.context.setup.labels, clock: layout.context.clock)
  }

  /// Says why there is nothing to label.
  private func drawEmpty(_ layout: LabelingLayout, on screen: inout Screen) {
    let part = layout.item
    let empty = emptyText(layout.context)
    let room = min(LabelingLayout.widestText, part.columns - 2)
    screen.write("▌", row: part.row, column: part.column, style: .quoteMark)
    screen.write(empty.title, row: part.row, column: part.column + 2, style: .quote, limit: room)
    let lines = SafeText(empty.explanation).wrapped(to: room, rows: max(0, part.rows - 2))
    for (offset, line) in lines.enumerated() {
      screen.write(line, row: part.row + 2 + offset, column: part.column + 2)
    }
    lastAnswers(layout).draw(on: &screen, in: part.dropping(rows: lines.count + 4))
  }

  private func emptyText(_ context: ViewContext) -> EmptyQueueText {
    guard let report = context.report, nextFetch > .distantPast else { return .fetching }
    if let reason = context.pausedBecause { return .paused(because: reason) }
    return EmptyQueueText(context.loopText(report), undoKey: context.keys.keyName(for: .undo))
  }
}
