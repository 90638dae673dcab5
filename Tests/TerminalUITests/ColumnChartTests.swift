import TerminalUI
import Testing

@Suite("Screen.drawColumns and Histogram")
struct ColumnChartTests {
  @Test("A column chart stands on the bottom and leaves out the oldest")
  func columns() {
    var screen = Screen(rows: 2, columns: 3)
    let stacks = [0.1, 0.25, 0.5, 1].map { [BarPart($0, .series2)] }
    screen.drawColumns(stacks, in: screen.bounds, columnsEach: 1)
    #expect(screen.text == "  ╱\n▄╱╱")
    #expect(screen.withoutColors.text == "  ╱\n╱╱╱")
    screen = Screen(rows: 1, columns: 2)
    screen.drawColumns(
      [[BarPart(0.2, .series1)], [BarPart(0.2, .series2)]], in: screen.bounds, columnsEach: 1)
    #expect(screen.withoutColors.text == "▂╌")
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
}
