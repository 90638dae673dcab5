import TerminalUI

/// The footer: whole hints only, in the order of the key table, on as many rows as they need.
struct KeyHints {
  let view: any WorkView
  let context: ViewContext
  let scope: Scope
  var lastPage = 0

  /// Keys and the word for what they do.
  struct Hint {
    /// The keys' names, each with its own command if the keys give different ones.
    let keys: [(name: String, command: Command?)]
    let word: String
    /// The command of all keys.
    let command: Command?
    let isPossible: Bool

    var columns: Int {
      keys.reduce(0) { $0 + TerminalUI.columns(of: $1.name) + 1 } + TerminalUI.columns(of: word)
    }
  }

  /// The rows that the hints take, without those that are offered for some items only.
  var rowCount: Int {
    rows(
      of: bindings.filter { !$0.isOccasional && !$0.isSpare },
      atMost: scope.mostFooterRows(in: context.size)
    )
    .count
  }

  /// The hints, row by row.
  var rows: [[Hint]] {
    let count = rowCount
    let all = Self.flow(bindings.map { hint($0, isWhole: true) }, columns: columns)
    let fitting = (all?.count ?? .max) <= count ? bindings : bindings.filter { !$0.isSpare }
    return rows(of: fitting, atMost: count)
  }

  private var bindings: [Binding] { context.keys.hints(in: scope).filter(isOffered) }

  private var columns: Int { context.size.columns - 2 }

  /// Names every key if that fits, else the first and the last one, else leaves hints out.
  private func rows(of bindings: [Binding], atMost most: Int) -> [[Hint]] {
    let whole = bindings.map { hint($0, isWhole: true) }
    let other = bindings.filter { !$0.gives(.nextView) }.map { hint($0, isWhole: true) }
    let short = bindings.map { hint($0, isWhole: false) }
    for hints in [whole, other, short] {
      for count in 1...max(1, most) {
        if let rows = Self.flow(hints, columns: columns), rows.count <= count { return rows }
      }
    }
    return leavingOut(bindings, atMost: most)
  }

  /// The commands whose hints stay to the last: they lead to all others, or away.
  private static let kept: [Command] = [.showHelp, .close, .quit]

  private func leavingOut(_ bindings: [Binding], atMost most: Int) -> [[Hint]] {
    var kept = bindings.filter { !$0.gives(.nextView) }
    while true {
      let hints = kept.map { hint($0, isWhole: false) }
      if let rows = Self.flow(hints, columns: columns), rows.count <= most { return rows }
      guard let last = kept.lastIndex(where: { !Self.kept.contains(where: $0.gives) })
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

  /// Leaves out the page key if there is one page, and the view key if there is one view.
  private func isOffered(_ binding: Binding) -> Bool {
    switch binding.commands[0] {
    case .nextPage: lastPage > 0
    case .nextView: context.setup.viewCount > 1
    case let command: view.offers(command, context)
    }
  }

  private func hint(_ binding: Binding, isWhole: Bool) -> Hint {
    let command = binding.commands[0]
    let isPossible =
      context.pending.isWithinFrame(at: context.now)
      || context.refusal(of: command, in: view) == nil
    let shown = binding.isChoice ? binding.keys : Array(binding.keys.prefix(1))
    // The list beside the item names all labels.
    let isShort = !isWhole && shown.count > 6
    let ends = [shown.first, shown.last].compactMap { $0?.name }.joined(separator: "…")
    let keys = shown.map { (name: $0.name, command: binding.command(for: $0)) }
    return Hint(
      keys: isShort ? [(ends, nil)] : keys, word: binding.hint ?? "",
      command: binding.isChoice ? nil : command, isPossible: isPossible)
  }
}
