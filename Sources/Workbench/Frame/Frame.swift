import Domain
import Foundation
import TerminalUI

/// What every screen has around its contents: the title line, a rule that also carries notices,
/// and, drawn last, the keys that count now.
struct Frame {
  let session: Session

  /// The smallest window that shows all that a labeler must see.
  static let smallest = Size(rows: 12, columns: 46)

  /// Returns whether a window is large enough to be worked in.
  static func fits(_ size: Size) -> Bool {
    size.rows >= smallest.rows && size.columns >= smallest.columns
  }

  /// Draws the frame and gives the part between the title and the rule in row `ruleRow`.
  func draw(on screen: inout Screen, ruleRow: Int) -> Rect {
    drawTitle(on: &screen)
    drawRule(on: &screen, row: ruleRow)
    return Rect(row: 1, column: 0, rows: ruleRow - 1, columns: screen.columns)
  }

  private func drawTitle(on screen: inout Screen) {
    screen.fill(Rect(row: 0, column: 0, rows: 1, columns: screen.columns), style: .bar)
    let room = screen.columns - 2
    let name = columns(of: "winnow") + 2
    let facts = fitting(session.facts, in: room - name - 12)
    let width = facts.reduce(0) { $0 + columns(of: $1.text) + 3 } - 3
    var column = screen.columns - 1 - width
    for (index, fact) in facts.enumerated() {
      if index > 0 { column = screen.write(" · ", row: 0, column: column, style: .barFaint) }
      column = screen.write(fact.text, row: 0, column: column, style: fact.style)
    }
    screen.write("winnow", row: 0, column: 1, style: .barStrong)
    screen.write(
      session.setup.jobName, row: 0, column: 1 + name, style: .bar,
      limit: screen.columns - width - name - 4)
  }

  /// Leaves out the least wanted facts until the rest fits.
  private func fitting(_ facts: [Fact], in room: Int) -> [Fact] {
    var kept = facts
    while kept.count > 1, kept.reduce(0, { $0 + columns(of: $1.text) + 3 }) - 3 > room {
      guard let least = kept.indices.min(by: { kept[$0].weight < kept[$1].weight }) else { break }
      kept.remove(at: least)
    }
    return kept
  }

  private func drawRule(on screen: inout Screen, row: Int) {
    screen.fill(
      Rect(row: row, column: 0, rows: 1, columns: screen.columns), with: "─", style: .rule)
    guard let notice = session.standingNotice else { return }
    let text = SafeText(notice.text, limit: screen.columns).truncated(to: screen.columns - 6)
    var column = screen.write(" ", row: row, column: 2)
    column = screen.write(text, row: row, column: column, style: notice.style)
    screen.write(" ", row: row, column: column)
  }

  /// Draws the keys that count now over whatever stands in the last rows.
  func drawFooter(on screen: inout Screen) {
    let size = Size(rows: screen.rows, columns: screen.columns)
    let rows = KeyHints(session: session, scope: session.scope).rows(for: size)
    let first = screen.rows - rows.count
    screen.fill(Rect(row: first, column: 0, rows: rows.count, columns: screen.columns))
    for (offset, hints) in rows.enumerated() {
      drawHints(hints, on: &screen, row: first + offset)
    }
  }

  private func drawHints(_ hints: [KeyHints.Hint], on screen: inout Screen, row: Int) {
    var column = 1
    for hint in hints {
      for (index, key) in hint.keys.enumerated() {
        if index > 0 { column += 1 }
        column = screen.write(key.text, row: row, column: column, style: key.style)
      }
      let style: Style = hint.isPossible ? .faint : .keyOff
      column = screen.write(" " + hint.word, row: row, column: column, style: style) + 2
    }
  }
}

/// A short text of the title line; light ones are left out first.
struct Fact {
  let text: String
  let style: Style
  let weight: Int
}

extension Session {
  /// What the title line says on its right.
  var facts: [Fact] {
    let status = place.isDashboard ? [statusFact, loopFact].compactMap { $0 } : []
    guard setup.mayLabel else { return status + [clockFact] }
    guard status.isEmpty else { return status + [savedFact] }
    return [Fact(text: setup.worker, style: .bar, weight: 1)] + paceFacts + [savedFact]
  }

  private var paceFacts: [Fact] {
    guard let me = report?.workers.first(where: { $0.name == setup.worker }) else { return [] }
    let pace = Int(me.answersPerMinute.rounded())
    return [
      Fact(text: "\(NumberText.count(me.answers)) done", style: .bar, weight: 3),
      Fact(text: "\(pace)/min", style: .bar, weight: 2),
    ]
  }

  private var savedFact: Fact {
    switch desk.work {
    case .failed: Fact(text: "NOT SAVED", style: .failure, weight: 9)
    case .busy where !isBriefly:
      Fact(text: "saving…", style: .barStrong, weight: 9)
    default:
      Fact(text: savedText, style: desk.savedAt == nil ? .barFaint : .barStrong, weight: 9)
    }
  }

  private var savedText: String {
    desk.savedAt.map { "saved \(ClockText(timeZone: setup.timeZone).time($0))" } ?? "all saved"
  }

  private var statusFact: Fact {
    Fact(text: report?.status.rawValue ?? "reading…", style: .bar, weight: 1)
  }

  private var loopFact: Fact? {
    guard let report, !report.status.isOver else { return nil }
    let line = LoopText(
      loop: report.loop, status: report.status, now: now, isStarting: isLoopStarting
    ).line
    return Fact(text: line.text, style: .barStrong, weight: 4)
  }

  private var clockFact: Fact {
    Fact(text: ClockText(timeZone: setup.timeZone).time(now), style: .barFaint, weight: 1)
  }

  /// What the rule says: a failed save before all else, for as long as it lasts.
  var standingNotice: (text: String, style: Style)? {
    if case .failed(let effect, let message) = desk.work {
      let what = effect.isUndo ? "Not taken back" : "Not saved"
      return ("\(what): \(message) · \(keys.keyName(for: .retry)) tries again", .failure)
    }
    if let notice { return (notice.text, notice.style) }
    if place == .labeling, let task = desk.current, task.leaseEndsAt <= now {
      return (
        "Your time for this item is over; an answer counts if nobody else gave one.", .warning
      )
    }
    guard let loop = report?.loop, loop.state == .failed, let failure = loop.failure else {
      return nil
    }
    return ("Round \(loop.round) failed: \(failure)", .failure)
  }
}

extension Effect {
  fileprivate var isUndo: Bool { self == .undo }
}
