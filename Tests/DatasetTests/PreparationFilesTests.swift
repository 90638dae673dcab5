import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@Suite("Files of a preparation")
struct PreparationFilesTests {
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

  @Test("The input is never written over, whatever its path is called")
  func overInput() throws {
    let words = "--output is the same file as the input; write to another"
    #expect(message(output: input) == "news.csv: \(words)")
    #expect(message(output: folder.path("./news.csv"))?.hasSuffix(words) == true)
    let link = folder.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: input)
    #expect(message(output: link) == "link: \(words)")
    #expect(
      message(output: folder.path("m"), answers: input)
        == "news.csv: --answers is the same file as the input; write to another")
  }

  @Test("Manifest and answers are two files, even if neither is there yet")
  func twoOutputs() {
    #expect(
      message(output: folder.path("m"), answers: folder.path("./m"))?
        .hasSuffix("--answers is the same file as --output; write to another") == true)
    #expect(message(output: folder.path("m"), answers: folder.path("a")) == nil)
  }
}
