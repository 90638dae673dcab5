import Foundation
import Subprocess
import TestSupport
import Testing

struct ModelCheckTests {
  private static let shell = SampleHeadlines.folder("templates/models/shell/model.sh").path

  @Test("A model that keeps the contract is told so, a line a check, and the exit code is 0")
  func passes() async throws {
    let outcome = try await Program.run("model", "check", "--command", Self.shell)
    #expect(outcome.succeeded, "\(outcome.output)\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 15)
    #expect(lines.allSatisfy { $0.hasPrefix("ok    ") })
    #expect(outcome.errors == "")
  }

  @Test("A model that does not is told what is wrong, as JSON too, and the exit code is 1")
  func fails() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("model.sh", "#!/bin/sh\necho no luck today >&2\nexit 3\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    let outcome = try await Program.run("model", "check", "--json", "--command", path)
    #expect(outcome.status == .exited(1))
    let found = try JSONDecoder().decode([[String: String]].self, from: Data(outcome.output.utf8))
    #expect(found.first?["check"] == "training")
    #expect(found.first?["outcome"] == "failed")
    #expect(found.first?["detail"]?.contains("it said: no luck today") == true)
    #expect(found.dropFirst().allSatisfy { $0["outcome"] == "skipped" })
    // The logs are kept, and where they are is the last word.
    let place = try #require(outcome.errors.split(separator: " ").last?.dropLast(2))
    #expect(FileManager.default.fileExists(atPath: "\(place)/train.log"))
    #expect(found.first?["detail"]?.contains("\(place)/train.log") == true)
    try FileManager.default.removeItem(atPath: String(place))
  }

  @Test("A job with neither a model nor a strategy of one's own is refused as a wrong call")
  func nothingToCheck() async throws {
    let job = SampleHeadlines.folder("templates/news-headlines/job.json").path
    let outcome = try await Program.run("model", "check", "--job", job)
    #expect(outcome.status == .exited(64))
    #expect(outcome.errors.contains("there is nothing to check"))
  }
}
