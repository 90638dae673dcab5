extension ListBox {
  /// An action of a key in a list.
  package enum Action: Sendable, Hashable, CaseIterable {
    case up
    case down
    case pageUp
    case pageDown
    case first
    case last
    /// Marks the selected row or unmarks it, and moves on.
    case mark
    /// Marks all rows that are shown, or unmarks them if all are marked.
    case markAll
    case search
    case nextMatch
    case previousMatch
    case filter
    /// Drops the filter, or the marks if there is none.
    case clear
  }

  /// The action of a key; nil for other keys.
  package static func action(for key: Key) -> Action? {
    switch key {
    case .up: .up
    case .down: .down
    case .pageUp: .pageUp
    case .pageDown: .pageDown
    case .home: .first
    case .end: .last
    case .character(" "): .mark
    case .character("*"): .markAll
    case .character("/"): .search
    case .character("n"): .nextMatch
    case .character("N"): .previousMatch
    case .character("&"): .filter
    case .escape: .clear
    default: nil
    }
  }

  /// Performs the action of a key, or types it; false for other keys.
  package mutating func handle(_ key: Key) -> Bool {
    if typing != nil { return type(key) }
    guard let action = Self.action(for: key) else { return false }
    return perform(action)
  }

  /// Performs an action; false if there is nothing to do it to.
  @discardableResult
  package mutating func perform(_ action: Action) -> Bool {
    switch action {
    case .up: move(to: position - 1)
    case .down: move(to: position + 1)
    case .pageUp: page(by: -height)
    case .pageDown: page(by: height)
    case .first: move(to: 0)
    case .last: move(to: shown.count - 1)
    case .mark: toggleMark()
    case .markAll: toggleAll()
    case .search: begin(.search)
    case .nextMatch: return findNext(by: 1)
    case .previousMatch: return findNext(by: -1)
    case .filter: begin(.filter)
    case .clear: return clear()
    }
    return true
  }

  /// Moves the selection by so many rows, down or up.
  package mutating func move(by rows: Int) { move(to: position + rows) }

  private mutating func page(by rows: Int) {
    top += rows
    move(to: position + rows)
  }

  private mutating func toggleMark() {
    guard let selection else { return }
    if marked.remove(selection) == nil { marked.insert(selection) }
    move(to: position + 1)
  }

  private mutating func toggleAll() {
    let ids = Set(shown.map { rows[$0].id })
    if ids.isSubset(of: marked) { marked.subtract(ids) } else { marked.formUnion(ids) }
  }

  private mutating func clear() -> Bool {
    guard filter.isEmpty else {
      setFilter("")
      return true
    }
    guard !marked.isEmpty else { return false }
    marked.removeAll()
    return true
  }
}
