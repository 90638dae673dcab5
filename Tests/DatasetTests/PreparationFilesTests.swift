import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct PreparationFilesTests {
  private let folder: TemporaryFolder
  private let input: String

  init() throws {
    folder = try TemporaryFolder()
    input = try folder.write("news.csv", "title\na\n")
  }

  private func message(output: String, answers: String? = nil) -> String? {
    do {
      try PreparationFiles.check(
        inputs: [.init("the input", path: input)],
        outputs: [.init("--output", path: output)]
          + (answers.map { [.init("--answers", path: $0)] } ?? []))
      return nil
    } catch {
      return "\(error)".replacing(folder.url.path + "/", with: "")
    }
  }

  @Test("An output that is the input under another path is refused")
  func overInput() throws {
    let words = "--output is the same file as the input; choose another path"
    #expect(message(output: input) == "news.csv: \(words)")
    #expect(message(output: folder.path("./news.csv"))?.hasSuffix(words) == true)
    let link = folder.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: input)
    #expect(message(output: link) == "link: \(words)")
    #expect(
      message(output: folder.path("m"), answers: input)
        == "news.csv: --answers is the same file as the input; choose another path")
  }

  @Test("Manifest and answers must be two files, even if neither exists yet")
  func twoOutputs() {
    #expect(
      message(output: folder.path("m"), answers: folder.path("./m"))?
        .hasSuffix("--answers is the same file as --output; choose another path") == true)
    #expect(message(output: folder.path("m"), answers: folder.path("a")) == nil)
  }
}
