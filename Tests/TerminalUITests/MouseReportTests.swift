import TerminalUI
import Testing

@Suite("MouseReport")
struct MouseReportTests {
  private func report(_ text: String) -> MouseReport? {
    MouseReport(text.unicodeScalars.map(\.value))
  }

  @Test("A press of the left button is a click, and the wheel scrolls")
  func inputs() {
    #expect(report("<0;21;7M")?.input == .click(row: 6, column: 20))
    #expect(report("<64;1;1M")?.input == .wheel(rows: -3))
    #expect(report("<65;300;90M")?.input == .wheel(rows: 3))
  }

  @Test("Releases, other buttons and nonsense are read to their end and do nothing")
  func others() {
    for text in ["<0;21;7m", "<2;21;7M", "<66;1;1M", "<4;1;1M", "<0;0;0M", "<0;-4;7M"] {
      let found = report(text)
      #expect(found != nil && found?.input == nil, "\(text)")
    }
  }

  @Test("Other sequences are no reports")
  func sequences() {
    for text in ["1;5C", "<0;21M", "<0;21;7;9M", "<a;b;cM", "<99999999999999999999;1;1M", "M", ""] {
      #expect(report(text) == nil, "\(text)")
    }
  }
}
