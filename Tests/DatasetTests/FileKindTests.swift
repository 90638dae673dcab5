import Dataset
import Foundation
import Testing

@Suite struct FileKindTests {
  @Test("FILES.md describes every kind of sealed file", arguments: FileKind.allCases)
  func described(kind: FileKind) throws {
    let repository = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let document = try String(
      contentsOf: repository.appending(path: "Sources/Engine/Round/FILES.md"), encoding: .utf8)
    #expect(document.contains("| \(kind.rawValue) |"))
  }
}
