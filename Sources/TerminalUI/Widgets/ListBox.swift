/// A list to choose from: a selection that scrolls, a filter, an incremental search, and marks.
///
///     var list = ListBox(columns: [.init("text", isFlexible: true)], rows: rows)
///     list.layOut(rows: part.rows)
///     _ = list.handle(.down)
///     list.draw(on: &screen, in: part)
package struct ListBox<ID: Hashable & Sendable>: Sendable, Equatable {
  /// A row: what it stands for, and its text by column.
  package struct Row: Sendable, Equatable {
    package let id: ID
    package let entries: [Table.Entry]

    package init(_ id: ID, _ entries: [Table.Entry]) {
      self.id = id
      self.entries = entries
    }
  }

  /// A text that is being typed.
  package enum Typing: Sendable, Equatable {
    case search
    case filter
  }

  package let columns: [Table.Column]
  package internal(set) var rows: [Row] = []
  /// The marked rows, those that the filter hides included.
  package internal(set) var marked: Set<ID> = []
  package internal(set) var filter = ""
  package internal(set) var search = ""
  package internal(set) var typing: Typing?
  /// The texts of the rows as filter and search compare them.
  var texts: [String] = []
  /// The indices of the rows that pass the filter.
  var shown: [Int] = []
  /// The place of the selected row in `shown`.
  var position = 0
  /// The place in `shown` of the first row on the screen.
  var top = 0
  /// The rows on the screen, without titles and the status line.
  var height = 1
  /// The row where the search or filter began, and its earlier text.
  var origin = (position: 0, text: "")

  package init(columns: [Table.Column], rows: [Row] = []) {
    self.columns = columns
    setRows(rows)
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.rows == right.rows && left.columns == right.columns && left.marked == right.marked
      && left.filter == right.filter && left.search == right.search
      && left.typing == right.typing && left.position == right.position && left.top == right.top
      && left.height == right.height
  }

  /// Replaces the rows; the selection stays on its row, or at its place if the row is gone.
  package mutating func setRows(_ rows: [Row]) {
    let selected = selection
    self.rows = rows
    texts = rows.map { row in Self.folded(row.entries.map(\.text).joined(separator: "\n")) }
    marked.formIntersection(rows.map(\.id))
    refilter(keeping: selected)
  }

  /// The selected row; nil if no row is shown.
  package var selection: ID? { shown.isEmpty ? nil : rows[shown[position]].id }

  /// The rows to act on: the marked ones in their order, or the selected one if none is marked.
  package var chosen: [ID] {
    guard marked.isEmpty else { return rows.map(\.id).filter(marked.contains) }
    return selection.map { [$0] } ?? []
  }

  package mutating func unmarkAll() { marked.removeAll() }

  /// The number of rows that pass the filter.
  package var count: Int { shown.count }

  package mutating func select(_ id: ID) {
    guard let place = shown.firstIndex(where: { rows[$0].id == id }) else { return }
    move(to: place)
  }

  /// Takes the height of the part that it is drawn in, titles and status line included.
  package mutating func layOut(rows: Int) {
    height = max(1, rows - fixedRows)
    move(to: position)
  }

  /// The rows of titles and status line.
  var fixedRows: Int { Table(columns: columns, rows: []).height + 1 }

  mutating func move(to place: Int) {
    position = max(0, min(shown.count - 1, place))
    top = max(position - height + 1, min(top, position))
    top = max(0, min(top, shown.count - height))
  }
}
