import TerminalUI
import Testing

@Suite("Widgets")
struct WidgetTests {
  private func bar(_ parts: [BarPart], columns: Int) -> Screen {
    var screen = Screen(rows: 1, columns: columns)
    screen.drawSplitBar(parts, row: 0, column: 0, columns: columns)
    return screen
  }

  @Test("A split bar ends each part to an eighth of a cell")
  func eighths() {
    let screen = bar([BarPart(0.5, .series1), BarPart(0.25, .series2)], columns: 5)
    #expect(screen.text == "██▌▊█")
    #expect(screen.styles == "ppPMr")
  }

  @Test("A share that is not nothing is never invisible")
  func tiny() {
    let screen = bar([BarPart(0.0001, .series1), BarPart(0.0001, .series2)], columns: 4)
    #expect(screen[0, 0].style == .series1OnSeries2)
    #expect(screen[0, 0].character == "▏")
  }

  @Test("Shares of nothing and of all fill the bar exactly")
  func extremes() {
    #expect(bar([BarPart(0, .series1), BarPart(0, .series2)], columns: 3).styles == "rrr")
    #expect(bar([BarPart(1, .series1)], columns: 3).styles == "ppp")
    #expect(
      bar([BarPart(0.6, .series1), BarPart(0.5, .series2)], columns: 10).styles == "ppppppmmmm")
  }

  @Test("A column chart stands on the bottom and leaves out the oldest")
  func columns() {
    var screen = Screen(rows: 2, columns: 3)
    let stacks = [0.1, 0.25, 0.5, 1].map { [BarPart($0, .series2)] }
    screen.drawColumns(stacks, in: screen.bounds, columnsEach: 1)
    #expect(screen.text == "  █\n▄██")
  }

  @Test("A histogram is lit from the threshold on")
  func histogram() {
    let histogram = Histogram(counts: [4, 2, 1, 4], threshold: 0.5)
    #expect(histogram.stacks.map { $0[0].style } == [.track, .track, .series2, .series2])
    #expect(histogram.stacks.map { $0[0].share } == [1, 0.5, 0.25, 1])
    #expect(histogram.columnsEach(in: 11) == 2)
    #expect(histogram.thresholdColumn(in: 11) == 4)
    #expect(Histogram(counts: [], threshold: nil).columnsEach(in: 10) == 0)
  }

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

  @Test("A field takes printable text, one line of it, up to its limit")
  func field() {
    var field = TextField(limit: 6)
    #expect(type(.character("a"), &field))
    #expect(type(.paste("b\n\u{1B}cdefgh"), &field))
    #expect(field.text == "abcdef")
    #expect(type(.backspace, &field))
    #expect(field.text == "abcde")
    #expect(!type(.enter, &field))
    #expect(type(.control("u"), &field))
    #expect(field.text == "")
  }

  @Test("A mailbox gives what was posted in order, once, and its bell rings")
  func mailbox() {
    let mailbox = Mailbox<Int>()
    mailbox.bell.jobStarted()
    #expect(!mailbox.isQuiet)
    mailbox.post(1)
    mailbox.post(2)
    mailbox.bell.jobEnded()
    #expect(!mailbox.isQuiet)
    #expect(mailbox.take() == [1, 2])
    #expect(mailbox.take() == [])
    #expect(mailbox.isQuiet)
  }
}

/// Types a key, outside of a macro that would need a variable of its own.
private func type(_ key: Key, _ field: inout TextField) -> Bool { field.type(key) }
