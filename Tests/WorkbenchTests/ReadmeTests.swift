import Foundation
import TerminalUI
import TestSupport
import Testing
import Workbench

/// README's pictures and keys are the program's own; `RECORD_SNAPSHOTS=1` renews them.
@Suite("README", .serialized)
struct ReadmeTests {
  /// The pictures' window titles and screens, by the name of their file.
  private static let screens: [String: (title: String, screen: Screen)] = [
    "labeling": ("winnow label news", screen(Fixtures.busySession(), rows: 24, columns: 80)),
    "dashboard": (
      "winnow watch news",
      screen(
        Fixtures.session(report: Fixtures.promised, isReadOnly: true), rows: 32, columns: 110)
    ),
  ]

  private static func screen(_ session: Session, rows: Int, columns: Int) -> Screen {
    var session = session
    show(&session, Size(rows: rows, columns: columns))
    return session.draw(rows: rows, columns: columns)
  }

  @Test("README's pictures are drawn from the screens", arguments: screens.keys.sorted())
  func pictures(_ name: String) throws {
    let (title, screen) = try #require(Self.screens[name])
    let file = SampleHeadlines.folder(".screens").appending(path: "\(name).svg")
    try expectContents(of: file, ScreenPicture(screen, title: title).svg)
    let readme = try String(contentsOf: Self.readme, encoding: .utf8)
    #expect(readme.contains("](.screens/\(name).svg)"))
  }

  @Test("README's keys are those of the key table")
  func keys() throws {
    let text = KeyMap(labels: Fixtures.labels, isLead: true).markdown
    let readme = try String(contentsOf: Self.readme, encoding: .utf8)
    let start = try #require(readme.range(of: "<!-- keys -->\n"))
    let end = try #require(
      readme.range(of: "\n<!-- end -->", range: start.upperBound..<readme.endIndex))
    try expectContents(
      of: Self.readme,
      readme.replacingCharacters(in: start.upperBound..<end.lowerBound, with: text))
  }

  private static let readme = SampleHeadlines.folder("README.md")

  /// Compares a file with what it should be; `RECORD_SNAPSHOTS=1` puts that into it.
  private func expectContents(of file: URL, _ text: String) throws {
    let found = try? String(contentsOf: file, encoding: .utf8)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1", found != text {
      try Data(text.utf8).write(to: file)
    }
    #expect(found == text, "RECORD_SNAPSHOTS=1 renews \(file.lastPathComponent)")
  }
}
