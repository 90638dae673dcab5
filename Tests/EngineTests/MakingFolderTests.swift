import Engine
import Foundation
import TestSupport
import Testing

@Suite struct MakingFolderTests {
  private func make(_ name: String, in folder: TemporaryFolder) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path(name), withIntermediateDirectories: false)
    try folder.write("\(name)/x", "x")
  }

  @Test(
    "A name that no file can have is refused in words",
    arguments: ["", String(repeating: "a", count: 300)])
  func names(name: String) {
    #expect(throws: ProjectError.noName(name, longest: 200)) { try MakingFolder.path(for: name) }
  }

  @Test("What a killed process left is removed; what is being made and anything else stays")
  func leftovers() throws {
    let folder = try TemporaryFolder()
    // No process has a number so high: the kernel's limit is 2²².
    try make("news.making-99999999-0123ABCD", in: folder)
    let mine = try MakingFolder.path(for: folder.path("news"))
    try make(URL(filePath: mine).lastPathComponent, in: folder)
    for other in ["news", "news.making-", "news.making-99999999", "x.making-abc-0123ABCD"] {
      try make(other, in: folder)
    }
    let removed = MakingFolder.removeLeftovers(beside: folder.path("other"))
    #expect(removed == ["news.making-99999999-0123ABCD"])
    #expect(try folder.contents.count == 5)
  }
}
