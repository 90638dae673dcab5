import Foundation
import TestSupport
import Testing

@Suite struct MouseTests {
  @Test("Clicks are read in the review alone, and no report of another button holds the screen up")
  func review() async throws {
    let folder = try TemporaryFolder()
    let texts = (0..<20).map { "headline number \($0) of this list" }
    let project = try await Program.project(of: texts, in: folder)
    try await inTmux { tmux in
      try await tmux.start("lea", "\(Program.path) watch \(project)")
      try await tmux.wait(for: "quality", in: "lea")
      #expect(try await tmux.readsMouse("lea") == false)
      try await tmux.type("Tab", "Tab", in: "lea")
      try await tmux.wait(for: "Nothing there", in: "lea")
      try await tmux.type("Left", in: "lea")
      let screen = try await tmux.wait(for: "a list", in: "lea") { $0.contains("number 5 ") }
      #expect(try await tmux.readsMouse("lea"))
      let rows = screen.split(separator: "\n", omittingEmptySubsequences: false)
      let row = try #require(rows.firstIndex { $0.contains("number 5 ") }) + 1
      func send(_ report: String) async throws {
        try await tmux.type("-l", "\u{1B}[<\(report)", in: "lea")
      }
      try await send("0;20;\(row)M")
      try await tmux.wait(for: "the row", in: "lea") { screen in
        screen.split(separator: "\n").contains { $0.contains("▸") && $0.contains("number 5 ") }
      }
      for report in ["0;20;\(row)m", "2;20;\(row)M", "2;20;\(row)m", "67;20;\(row)M"] {
        try await send(report)
      }
      try await send("0;20;\(row)M")
      try await send("0;20;\(row)m")
      try await tmux.wait(for: "The job was created.", in: "lea")
      try await tmux.type("?", in: "lea")
      try await tmux.wait(for: "On the dashboard", in: "lea")
      #expect(try await tmux.readsMouse("lea") == false)
      try await tmux.type("q", in: "lea")
      try await tmux.wait(for: "The job was created.", in: "lea")
      try await tmux.type("q", in: "lea")
      try await tmux.wait(for: "ended 0", in: "lea")
      #expect(try await tmux.readsMouse("lea") == false)
    }
  }
}
