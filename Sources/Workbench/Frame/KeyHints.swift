import Domain
import Foundation
import TerminalUI

/// The footer: whole hints only, in the table's order, on as many rows as they need.
struct KeyHints {
  let session: Session
  let scope: Scope

  /// Keys and the word for what they do.
  struct Hint {
    let keys: [(text: String, style: Style)]
    let word: String
    let isPossible: Bool

    var columns: Int {
      keys.reduce(0) { $0 + TerminalUI.columns(of: $1.text) + 1 } + TerminalUI.columns(of: word)
    }
  }

  /// The rows that the hints take in a window, whatever has just failed and whatever the item.
  func rowCount(for size: Size) -> Int {
    let usual = bindings.filter { ![.retry, .wholeStack].contains($0.command) }
    return rows(of: usual, columns: size.columns - 2, atMost: mostRows(in: size)).count
  }

  /// Returns the hints for a window, row by row.
  func rows(for size: Size) -> [[Hint]] {
    rows(of: bindings, columns: size.columns - 2, atMost: rowCount(for: size))
  }

  /// A question's keys may stand over what is shown, the labeling keys need a row of their own.
  private func mostRows(in size: Size) -> Int {
    switch scope {
    case .labeling: size.rows >= 16 ? 2 : 1
    case .badItem: 2
    default: 1
    }
  }

  private var bindings: [Binding] { session.keys.hints(in: scope).filter(isOffered) }

  /// Names every label key if that fits, else the first and the last, else leaves hints out.
  private func rows(of bindings: [Binding], columns: Int, atMost most: Int) -> [[Hint]] {
    let whole = bindings.map { hint($0, isWhole: true) }
    let other = bindings.filter { $0.command != .nextView }.map { hint($0, isWhole: true) }
    let short = bindings.map { hint($0, isWhole: false) }
    for hints in [whole, other, short] {
      for count in 1...max(1, most) {
        if let rows = Self.flow(hints, columns: columns), rows.count <= count { return rows }
      }
    }
    return leavingOut(bindings, columns: columns, atMost: most)
  }

  /// Leaves out the last hints, but not those that lead to the others or away.
  private func leavingOut(
    _ bindings: [Binding], columns: Int, atMost most: Int
  ) -> [[Hint]] {
    var kept = bindings.filter { $0.command != .nextView }
    while true {
      let hints = kept.map { hint($0, isWhole: false) }
      if let rows = Self.flow(hints, columns: columns), rows.count <= most { return rows }
      guard let last = kept.lastIndex(where: { ![.showHelp, .close, .quit].contains($0.command) })
      else { return Array((Self.flow(hints, columns: .max) ?? []).prefix(1)) }
      kept.remove(at: last)
    }
  }

  /// Puts hints into rows; nil if one is longer than a row.
  private static func flow(_ hints: [Hint], columns: Int) -> [[Hint]]? {
    var rows: [[Hint]] = [[]]
    var used = 0
    for hint in hints {
      guard hint.columns <= columns else { return nil }
      if used > 0, used + 2 + hint.columns > columns {
        rows.append([])
        used = 0
      }
      used += (used > 0 ? 2 : 0) + hint.columns
      rows[rows.count - 1].append(hint)
    }
    return rows
  }

  /// Pages are not offered where there is one, nor views to whom has one.
  private func isOffered(_ binding: Binding) -> Bool {
    switch binding.command {
    case .nextPage: session.lastPage > 0
    case .retry: scope != .labeling || session.reason(against: .retry) == nil
    case .nextView: session.setup.mayLabel
    case .wholeStack: session.desk.current?.alike.isEmpty == false
    default: true
    }
  }

  private func hint(_ binding: Binding, isWhole: Bool) -> Hint {
    let isPossible = session.isBriefly || session.reason(against: binding.command) == nil
    let style: Style = isPossible ? .key : .keyOff
    let shown = binding.command == .label ? binding.keys : Array(binding.keys.prefix(1))
    // Many labels: the item's own list names them all.
    let isShort = !isWhole && shown.count > 6
    let ends = [shown.first, shown.last].compactMap { $0?.name }.joined(separator: "…")
    let keys = isShort ? [ends] : shown.map(\.name)
    return Hint(keys: keys.map { ($0, style) }, word: binding.hint ?? "", isPossible: isPossible)
  }
}
