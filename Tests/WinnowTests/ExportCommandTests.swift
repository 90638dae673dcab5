import ArgumentParser
import Testing

@testable import winnow

@Suite struct ExportCommandTests {
  @Test("export writes a finished manifest without its model unless asked")
  func options() throws {
    let plain = try ExportCommand.parse(["news"])
    #expect(plain.project == "news" && !plain.partial && !plain.model && plain.output == nil)
    let full = try ExportCommand.parse(["news", "--partial", "--model", "--output", "x.manifest"])
    #expect(full.partial && full.model && full.output == "x.manifest")
  }
}
