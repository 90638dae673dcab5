import TerminalUI
import Testing

@Suite("ListBox")
struct ListBoxTests {
  private typealias List = ListBox<Int>

  private static let fruits = [
    "apple", "Banana", "cherry", "date", "elderberry", "fig", "grape", "Cherry plum",
  ]

  /// A list of fruits, numbered from 0, on so many rows; one of them is the status line.
  private func list(_ texts: [String] = fruits, rows: Int = 4) -> List {
    var list = List(
      columns: [.init("", isFlexible: true)],
      rows: texts.enumerated().map { List.Row($0, [.init($1)]) })
    list.layOut(rows: rows)
    return list
  }

  private func press(_ list: inout List, _ keys: Key...) {
    for key in keys { _ = list.handle(key) }
  }

  private func handles(_ list: inout List, _ key: Key) -> Bool { list.handle(key) }

  private func type(_ list: inout List, _ text: String) {
    for character in text { _ = list.handle(.character(character)) }
  }

  private func text(_ list: List, rows: Int = 4, columns: Int = 30) -> String {
    var screen = Screen(rows: rows, columns: columns)
    list.draw(on: &screen, in: screen.bounds)
    return screen.text
  }

  @Test("The first row is selected at first, and shown in a style of its own")
  func first() {
    let list = list()
    #expect(list.selection == 0)
    #expect(text(list) == "▸  apple\n   Banana\n   cherry\n1 of 8")
    var screen = Screen(rows: 4, columns: 30)
    list.draw(on: &screen, in: screen.bounds)
    #expect(screen.cells(inRow: 0).allSatisfy { $0.style == .selected })
    #expect(screen.cells(inRow: 1).allSatisfy { $0.style != .selected })
  }

  @Test("The selection scrolls the list, and comes back without scrolling it")
  func scrolling() {
    var list = list()
    press(&list, .down, .down, .down)
    #expect(text(list) == "   Banana\n   cherry\n▸  date\n4 of 8")
    press(&list, .up)
    #expect(text(list) == "   Banana\n▸  cherry\n   date\n3 of 8")
  }

  @Test("Pages, the first and the last row are reached by a key, and no key goes beyond them")
  func pages() {
    var list = list()
    press(&list, .pageDown)
    #expect(list.selection == 3)
    press(&list, .pageDown, .pageDown, .pageDown)
    #expect(list.selection == 7)
    #expect(text(list) == "   fig\n   grape\n▸  Cherry plum\n8 of 8")
    press(&list, .down)
    #expect(list.selection == 7)
    press(&list, .pageUp)
    #expect(list.selection == 4)
    press(&list, .home, .up)
    #expect(list.selection == 0)
    press(&list, .end)
    #expect(list.selection == 7)
  }

  @Test("A larger or smaller window keeps the selection on the screen", arguments: 1...12)
  func resizing(rows: Int) {
    var list = list()
    press(&list, .end, .up, .up)
    list.layOut(rows: rows)
    let shown = text(list, rows: max(2, rows))
    #expect(shown.contains("▸  fig") || rows == 1)
  }

  @Test("A filter hides all other rows, whatever the case, and keeps the selection if it can")
  func filter() {
    var list = list()
    press(&list, .end)
    list.setFilter("CHERRY")
    #expect(list.count == 2)
    #expect(list.selection == 7)
    #expect(text(list) == "   cherry\n▸  Cherry plum\n\n2 of 2 with “CHERRY”, 8 in all")
    list.setFilter("")
    #expect(list.count == 8)
    #expect(list.selection == 7)
  }

  @Test("A filter without matches leaves nothing selected and nothing to act on")
  func noMatch() {
    var list = list()
    list.setFilter("melon")
    #expect(list.selection == nil)
    #expect(list.chosen == [])
    press(&list, .down, .character(" "), .pageDown, .end)
    #expect(list.marked.isEmpty)
    #expect(text(list) == "   Nothing here.\n\n\n0 of 0 with “melon”, 8 in all")
  }

  @Test("A typed filter acts with every character; Enter keeps it, Esc brings the old one back")
  func typedFilter() {
    var list = list()
    press(&list, .character("&"))
    type(&list, "che")
    #expect(list.typing == .filter)
    #expect(list.count == 2)
    #expect(text(list).hasSuffix("&che"))
    press(&list, .enter)
    #expect(list.typing == nil)
    press(&list, .character("&"))
    type(&list, "rry p")
    #expect(list.count == 1)
    press(&list, .escape)
    #expect(list.filter == "che")
    #expect(list.count == 2)
  }

  @Test("A search moves with every character to the next match, and Esc back to where it began")
  func search() {
    var list = list()
    press(&list, .down, .character("/"))
    type(&list, "c")
    #expect(list.selection == 2)
    type(&list, "herry p")
    #expect(list.selection == 7)
    press(&list, .backspace, .backspace)
    #expect(list.selection == 2)
    press(&list, .escape)
    #expect(list.selection == 1)
    #expect(list.typing == nil)
  }

  @Test("The next and the previous match are found around the ends; without a search none is")
  func matches() {
    var list = list()
    #expect(!handles(&list, .character("n")))
    press(&list, .character("/"))
    type(&list, "cherry")
    press(&list, .enter)
    #expect(list.selection == 2)
    press(&list, .character("n"))
    #expect(list.selection == 7)
    press(&list, .character("n"))
    #expect(list.selection == 2)
    press(&list, .character("N"))
    #expect(list.selection == 7)
  }

  @Test("Keys that are actions are letters while a text is typed")
  func typing() {
    var list = list()
    press(&list, .character("/"))
    type(&list, "n/& *")
    #expect(list.search == "n/& *")
    #expect(list.marked.isEmpty && list.filter.isEmpty)
  }

  @Test("Marked rows are acted on in their order, else the selected one")
  func marks() {
    var list = list()
    #expect(list.chosen == [0])
    press(&list, .end, .character(" "), .home, .character(" "), .character(" "))
    #expect(list.marked == [0, 1, 7])
    #expect(list.chosen == [0, 1, 7])
    press(&list, .up, .character(" "))
    #expect(list.chosen == [0, 7])
    #expect(text(list).hasSuffix("3 of 8 · 2 marked"))
  }

  @Test("Marking all marks what the filter shows; again it unmarks that, and no more")
  func markAll() {
    var list = list()
    press(&list, .character(" "))
    list.setFilter("cherry")
    press(&list, .character("*"))
    #expect(list.chosen == [0, 2, 7])
    press(&list, .character("*"))
    #expect(list.chosen == [0])
  }

  @Test("Esc drops the filter first, then the marks, then means something else")
  func clear() {
    var list = list()
    list.setFilter("cherry")
    press(&list, .character("*"))
    #expect(handles(&list, .escape))
    #expect(list.filter.isEmpty && !list.marked.isEmpty)
    #expect(handles(&list, .escape))
    #expect(list.marked.isEmpty)
    #expect(!handles(&list, .escape))
  }

  @Test("New rows keep the selection and the marks of those that are still there")
  func newRows() {
    var list = list()
    press(&list, .down, .character(" "), .character(" "))
    #expect(list.selection == 3 && list.marked == [1, 2])
    list.setRows([0, 2, 3].map { List.Row($0, [.init(Self.fruits[$0])]) })
    #expect(list.selection == 3)
    #expect(list.marked == [2])
    list.setRows([List.Row(0, [.init("apple")])])
    #expect(list.selection == 0)
  }

  @Test("A row is selected by what it stands for, if it is shown")
  func select() {
    var list = list()
    list.select(5)
    #expect(list.selection == 5)
    list.setFilter("cherry")
    #expect(list.selection == 7)
    list.select(0)
    #expect(list.selection == 7)
    list.select(2)
    #expect(list.selection == 2)
  }

  @Test("Columns have titles and widths of the rows on the screen; a cell's style stays")
  func columns() {
    var list = List(
      columns: [.init("fruit", isFlexible: true), .init("count", isNumber: true)],
      rows: [
        .init(1, [.init("fig"), .init("7", .strong)]),
        .init(2, [.init("a fruit with a very long name"), .init("1,234")]),
      ])
    list.layOut(rows: 4)
    var screen = Screen(rows: 4, columns: 24)
    list.draw(on: &screen, in: screen.bounds)
    #expect(
      screen.text == """
           fruit           count
        ▸  fig                 7
           a fruit with …  1,234
        1 of 2
        """)
    press(&list, .down)
    list.draw(on: &screen, in: screen.bounds)
    #expect(screen[1, 23].style == .strong)
  }

  @Test("Texts from anywhere are shown inert")
  func hostile() {
    #expect(text(list(["a\u{1B}[2Jb"])).hasPrefix("▸  a␛[2Jb"))
  }

  @Test("A list can be drawn in any part of a screen", arguments: 0...5)
  func anySize(rows: Int) {
    for columns in [0, 1, 2, 3, 4, 40] {
      var list = list()
      list.layOut(rows: rows)
      var screen = Screen(rows: rows, columns: columns)
      list.draw(on: &screen, in: screen.bounds)
      #expect(screen.rows == rows)
    }
  }

  @Test("A hundred thousand rows are filtered and drawn in well under a second")
  func large() {
    var list = List(
      columns: [.init("", isFlexible: true)],
      rows: (0..<100_000).map { List.Row($0, [.init("row number \($0)")]) })
    list.layOut(rows: 24)
    let clock = ContinuousClock()
    let duration = clock.measure {
      list.setFilter("99")
      _ = text(list, rows: 24)
    }
    #expect(list.count == 3_691)
    #expect(duration < .seconds(10))
  }
}
