import TerminalUI
import Testing

@Suite("Table")
struct TableTests {
  private let table = Table(
    columns: [.init("name", isFlexible: true), .init("number", isNumber: true), .init("note")],
    rows: [
      [.init("a very long name indeed"), .init("7"), .init("x")],
      [.init("b"), .init("1,234"), .init("y")],
    ])

  @Test("A table gives its flexible column what the others leave")
  func tableColumns() {
    var screen = Screen(rows: 3, columns: 30)
    table.draw(on: &screen, in: screen.bounds)
    #expect(
      screen.text == """
        name              number  note
        a very long nam…       7  x
        b                  1,234  y
        """)
  }

  @Test("A table leaves out its last columns where there is no room, and rows below the edge")
  func narrowTable() {
    var screen = Screen(rows: 2, columns: 20)
    table.draw(on: &screen, in: screen.bounds)
    #expect(screen.text == "name          number\na very long…       7")
  }
}
