import Foundation
import TestSupport
import Testing
import Workbench

/// The README's screens and keys are the program's own; `RECORD_SNAPSHOTS=1` puts them in.
@Suite(.serialized) struct ReadmeTests {
  @Test(
    "The README's screens are those of the snapshots",
    arguments: ["labeling-usual", "dashboard-usual"])
  func screens(_ name: String) throws {
    let snapshot = try String(
      contentsOf: SampleHeadlines.folder("Tests").appending(
        path: "WorkbenchTests/Snapshots/\(name).txt"), encoding: .utf8)
    let screen = snapshot.components(separatedBy: "\n---\n")[0]
    try expectBlock("screen: \(name)", "```\n\(screen)\n```")
  }

  @Test("The README's keys are those of the key table")
  func keys() throws {
    try expectBlock("keys", KeyMap(labels: Fixtures.labels).markdown)
  }

  /// What stands after `<!-- name -->`, up to `<!-- end -->`, is this text.
  private func expectBlock(_ name: String, _ text: String) throws {
    let file = SampleHeadlines.folder("README.md")
    let readme = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(readme.range(of: "<!-- \(name) -->\n"))
    let end = try #require(
      readme.range(of: "\n<!-- end -->", range: start.upperBound..<readme.endIndex))
    let found = String(readme[start.upperBound..<end.lowerBound])
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1", found != text {
      let renewed = readme.replacingCharacters(
        in: start.upperBound..<end.lowerBound, with: text)
      try renewed.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(found == text, "RECORD_SNAPSHOTS=1 puts the present “\(name)” into the README")
  }
}
