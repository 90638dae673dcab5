import TerminalUI
import Testing

@Suite("Screen")
struct ScreenTests {
  @Test("Text and styles stand where they were written")
  func write() {
    var screen = Screen(rows: 2, columns: 8)
    let next = screen.write("hi", row: 0, column: 2, style: .strong)
    #expect(next == 4)
    #expect(screen.text == "  hi\n")
    #expect(screen.styles == "..bb....\n........")
  }

  @Test("A wide character takes two cells, and half of one is never left")
  func wide() {
    var screen = Screen(rows: 1, columns: 6)
    screen.write("世界", row: 0, column: 0, style: .quote)
    #expect(screen[0, 1].character == nil)
    screen.write("x", row: 0, column: 1)
    #expect(screen.text == " x界")
    screen.write("y", row: 0, column: 2)
    #expect(screen.text == " xy")
    #expect(screen.cells(inRow: 0).allSatisfy { $0.character != nil })
  }

  @Test("Text outside the screen is left out")
  func clipping() {
    var screen = Screen(rows: 1, columns: 4)
    screen.write("abcdef", row: 0, column: 2)
    screen.write("below", row: 1, column: 0)
    screen.write("世", row: 0, column: -1)
    #expect(screen.text == "  a…")
    screen.write("世", row: 0, column: 3)
    #expect(screen.cells(inRow: 0).count == 4)
  }

  @Test("Hostile text is marked by its own style")
  func hostile() {
    var screen = Screen(rows: 1, columns: 6)
    screen.write("a\u{1B}b", row: 0, column: 0, style: .quote)
    #expect(screen.text == "a␛b")
    #expect(screen.styles == "i?i...")
  }

  @Test("Every role has a letter of its own")
  func letters() {
    #expect(Set(Style.all.map(\.letter)).count == Style.all.count)
  }

  @Test("The parts of a bar differ in their signs, with colors, without, and in ASCII")
  func withoutColors() {
    var screen = Screen(rows: 1, columns: 6)
    let parts = [BarPart(0.5, .series1), BarPart(1.0 / 3, .series2)]
    screen.drawSplitBar(parts, row: 0, column: 0, columns: 6)
    #expect(screen.text == "███╱╱░")
    #expect(screen.withoutColors.text == "███╱╱░")
    #expect(screen.withoutColors.inASCII.text == "###//.")
  }

  @Test("Without colors a part ends to an eighth, and the smallest one is visible")
  func endsWithoutColors() {
    var screen = Screen(rows: 2, columns: 5)
    let parts = [BarPart(0.5, .series1), BarPart(0.25, .series2)]
    screen.drawSplitBar(parts, row: 0, column: 0, columns: 5)
    let tiny = [BarPart(0.0001, .series1), BarPart(0.0001, .series2)]
    screen.drawSplitBar(tiny, row: 1, column: 0, columns: 5)
    #expect(screen.withoutColors.text == "██▌╱░\n▏╱░░░")
    #expect(screen.withoutColors.inASCII.text == "###/.\n|/...")
  }

  @Test("On an ASCII terminal nothing but ASCII is shown")
  func ascii() {
    var screen = Screen(rows: 1, columns: 12)
    screen.write("“é” – 世…→", row: 0, column: 0)
    #expect(screen.inASCII.text == "\"?\" - ? ~>")
    #expect(screen.inASCII.cells(inRow: 0).allSatisfy { $0.character?.isASCII == true })
  }
}
