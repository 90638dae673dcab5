import Foundation
package import TerminalUI

/// The parts around the contents of every view: the title line, the rule with the notice, and the
/// footer with the keys that apply now.
struct Frame {
  let view: any WorkView
  let context: ViewContext

  /// The smallest window that shows all that a labeler must see.
  static let smallest = Size(rows: 12, columns: 46)

  /// Returns whether a window is large enough to be worked in.
  static func fits(_ size: Size) -> Bool {
    size.rows >= smallest.rows && size.columns >= smallest.columns
  }

  /// Draws title and rule, and returns the part between them.
  func draw(on drawing: inout Drawing) -> Rect {
    let ruleRow = view.ruleRow(context)
    drawTitle(on: &drawing.screen)
    let notice = context.standingNotice(in: view)
    drawing.hasNotice = notice != nil
    drawRule(notice, on: &drawing.screen, row: ruleRow)
    return Rect(row: 1, column: 0, rows: ruleRow - 1, columns: drawing.screen.columns)
  }

  private func drawTitle(on screen: inout Screen) {
    screen.fill(Rect(row: 0, column: 0, rows: 1, columns: screen.columns), style: .bar)
    let room = screen.columns - 2
    let name = columns(of: "winnow") + 2
    let facts = fitting(context.alarmFacts + view.facts(context), in: room - name - 12)
    let width = Self.width(of: facts)
    var column = screen.columns - 1 - width
    for (index, fact) in facts.enumerated() {
      if index > 0 { column = screen.write(" · ", row: 0, column: column, style: .barFaint) }
      column = screen.write(fact.text, row: 0, column: column, style: fact.style)
    }
    screen.write("winnow", row: 0, column: 1, style: .barStrong)
    screen.write(
      context.setup.jobName, row: 0, column: 1 + name, style: .bar,
      limit: screen.columns - width - name - 4)
  }

  /// Leaves out facts, those of the least weight first, until the rest fits.
  private func fitting(_ facts: [Fact], in room: Int) -> [Fact] {
    var kept = facts
    while kept.count > 1, Self.width(of: kept) > room {
      guard let least = kept.indices.min(by: { kept[$0].weight < kept[$1].weight }) else { break }
      kept.remove(at: least)
    }
    return kept
  }

  private static func width(of facts: [Fact]) -> Int {
    facts.reduce(0) { $0 + columns(of: $1.text) + 3 } - 3
  }

  private func drawRule(_ notice: Notice?, on screen: inout Screen, row: Int) {
    screen.fill(
      Rect(row: row, column: 0, rows: 1, columns: screen.columns), with: "─", style: .rule)
    guard let notice else { return }
    let text = SafeText(notice.text, limit: screen.columns).truncated(to: screen.columns - 6)
    var column = screen.write(" ", row: row, column: 2)
    column = screen.write(text, row: row, column: column, style: notice.style)
    screen.write(" ", row: row, column: column)
  }

  // MARK: footer

  /// Returns the rows that the keys of a scope take in the footer.
  func footerRows(_ scope: Scope) -> Int {
    KeyHints(view: view, context: context, scope: scope).rowCount
  }

  /// Draws the keys that apply now over the last rows.
  func drawFooter(on drawing: inout Drawing, scope: Scope) {
    let hints = KeyHints(
      view: view, context: context, scope: scope, lastPage: drawing.shown.lastPage)
    let rows = hints.rows
    let first = drawing.screen.rows - rows.count
    drawing.screen.fill(
      Rect(row: first, column: 0, rows: rows.count, columns: drawing.screen.columns))
    for (offset, hints) in rows.enumerated() {
      drawHints(hints, on: &drawing, row: first + offset)
    }
  }

  private func drawHints(_ hints: [KeyHints.Hint], on drawing: inout Drawing, row: Int) {
    var column = 1
    for hint in hints {
      let style: Style = hint.isPossible ? .key : .keyOff
      let start = column
      for (index, key) in hint.keys.enumerated() {
        if index > 0 { column += 1 }
        let end = drawing.screen.write(key.name, row: row, column: column, style: style)
        if let command = key.command {
          drawing.addRegion(Rect(row: row, column: column, rows: 1, columns: end - column), command)
        }
        column = end
      }
      let wordStyle: Style = hint.isPossible ? .faint : .keyOff
      column = drawing.screen.write(" " + hint.word, row: row, column: column, style: wordStyle)
      if let command = hint.command {
        drawing.addRegion(Rect(row: row, column: start, rows: 1, columns: column - start), command)
      }
      column += 2
    }
  }
}

/// A short text of the title line; those of little weight are left out first.
package struct Fact: Sendable, Equatable {
  package let text: String
  package let style: Style
  package let weight: Int

  package init(_ text: String, style: Style = .bar, weight: Int) {
    self.text = text
    self.style = style
    self.weight = weight
  }
}

extension Frame {
  /// Says how large a window winnow needs, and how large this one is.
  static func drawTooSmall(on screen: inout Screen) {
    let needed = "\(smallest.columns)×\(smallest.rows)"
    let present = "\(screen.columns)×\(screen.rows)"
    // From the longest to the shortest: the numbers must not be cut.
    let texts = [
      ["winnow needs \(needed);", "this window has \(present)."],
      ["winnow needs", "\(needed);", "this window", "has \(present)."],
      ["needs \(needed)", "has \(present)"], ["\(present) < \(needed)"],
    ]
    let fitting = texts.first { lines in
      lines.count <= screen.rows && lines.allSatisfy { columns(of: $0) <= screen.columns }
    }
    let lines = fitting ?? texts[texts.count - 1]
    let first = max(0, (screen.rows - lines.count) / 2)
    for (index, line) in lines.enumerated() {
      let column = max(0, (screen.columns - columns(of: line)) / 2)
      screen.write(line, row: first + index, column: column, style: .warning)
    }
  }
}
