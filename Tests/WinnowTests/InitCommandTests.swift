import ArgumentParser
import Testing

@testable import winnow

@Suite struct InitCommandTests {
  @Test("init takes the job's own manifest unless one is named")
  func manifest() throws {
    let plain = try InitCommand.parse(["news", "--job", "job.json"])
    #expect(plain.project == "news" && plain.job == "job.json")
    #expect(plain.input == nil && !plain.group)
    let full = try InitCommand.parse(
      ["news", "--job", "job.json", "--input", "in.manifest", "--group"])
    #expect(full.input == "in.manifest" && full.group)
  }

  @Test("init without a job is refused")
  func noJob() {
    #expect(throws: (any Error).self) { _ = try InitCommand.parse(["news"]) }
  }
}
