extension ListBox {
  /// Shows only the rows that have this text in one of their columns; case does not count.
  package mutating func setFilter(_ text: String) {
    let selected = selection
    filter = text
    refilter(keeping: selected)
  }

  mutating func refilter(keeping selected: ID?) {
    let wanted = Self.folded(filter)
    shown =
      wanted.isEmpty ? Array(rows.indices) : rows.indices.filter { texts[$0].contains(wanted) }
    let place = selected.flatMap { id in shown.firstIndex { rows[$0].id == id } }
    move(to: place ?? position)
  }

  mutating func begin(_ typing: Typing) {
    self.typing = typing
    origin = (position, typing == .search ? search : filter)
    if typing == .search { search = "" }
  }

  /// Types into the search or the filter; every character shows its effect at once.
  mutating func type(_ key: Key) -> Bool {
    switch key {
    case .enter: typing = nil
    case .escape: cancel()
    default:
      var field = TextField(limit: 100, text: typing == .search ? search : filter)
      guard field.type(key) else { return false }
      if typing == .search { find(field.text) } else { setFilter(field.text) }
    }
    return true
  }

  private mutating func cancel() {
    if typing == .search { search = origin.text } else { setFilter(origin.text) }
    typing = nil
    move(to: origin.position)
  }

  /// Moves to the first match at or after the row where the search began.
  private mutating func find(_ text: String) {
    search = text
    move(to: match(from: origin.position, by: 1) ?? origin.position)
  }

  mutating func findNext(by step: Int) -> Bool {
    guard let place = match(from: position + step, by: step) else { return false }
    move(to: place)
    return true
  }

  /// Returns the place of the nearest match, going on from the other end.
  private func match(from start: Int, by step: Int) -> Int? {
    let wanted = Self.folded(search)
    guard !wanted.isEmpty, !shown.isEmpty else { return nil }
    return (0..<shown.count).lazy.map { offset in
      let place = (start + offset * step) % shown.count
      return place < 0 ? place + shown.count : place
    }.first { texts[shown[$0]].contains(wanted) }
  }

  static func folded(_ text: String) -> String { text.lowercased() }
}
