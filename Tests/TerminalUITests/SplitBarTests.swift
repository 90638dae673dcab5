import TerminalUI
import Testing

@Suite("Screen.drawSplitBar")
struct SplitBarTests {
  private func bar(_ parts: [BarPart], columns: Int) -> Screen {
    var screen = Screen(rows: 1, columns: columns)
    screen.drawSplitBar(parts, row: 0, column: 0, columns: columns)
    return screen
  }

  @Test("A split bar ends each part to an eighth of a cell")
  func eighths() {
    let screen = bar([BarPart(0.5, .series1), BarPart(0.25, .series2)], columns: 5)
    #expect(screen.text == "██▌▊░")
    #expect(screen.styles == "ppPMR")
  }

  @Test("A share that is not nothing is never invisible")
  func tiny() {
    let screen = bar([BarPart(0.0001, .series1), BarPart(0.0001, .series2)], columns: 4)
    #expect(screen[0, 0].style == .series1OnSeries2)
    #expect(screen[0, 0].character == "▏")
    #expect(screen[0, 1].style == .series2OnTrack)
  }

  @Test("Shares of nothing and of all fill the bar exactly")
  func extremes() {
    #expect(bar([BarPart(0, .series1), BarPart(0, .series2)], columns: 3).styles == "RRR")
    #expect(bar([BarPart(1, .series1)], columns: 3).styles == "ppp")
    #expect(
      bar([BarPart(0.6, .series1), BarPart(0.5, .series2)], columns: 10).styles == "ppppppnnnn")
  }
}
