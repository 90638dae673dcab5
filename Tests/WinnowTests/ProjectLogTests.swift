import Foundation
import Logging
import TestSupport
import Testing

@testable import winnow

@Suite struct ProjectLogTests {
  @Test("An entry is one line with its level, part and metadata by key")
  func line() throws {
    let folder = try TemporaryFolder()
    let logger = try logger(folder, level: .info)
    logger.info("round published", metadata: ["round": "3", "auto": "12"])
    logger.debug("not kept")
    let lines = try lines(folder)
    #expect(lines.count == 1)
    #expect(lines[0].contains(" info loop["))
    #expect(lines[0].hasSuffix("] round published auto=12 round=3"))
  }

  @Test("What a text does to a terminal is written as an escape")
  func inert() {
    #expect(FileLogHandler.inert("a\nb\u{1b}[2J\u{202e}c") == "a\\u{a}b\\u{1b}[2J\\u{202e}c")
  }

  @Test("A large file is set aside, and the one before is dropped")
  func rotation() throws {
    let folder = try TemporaryFolder()
    let logger = try logger(folder, level: .info, sizeLimit: 500)
    for number in 0..<40 { logger.info("entry \(number)") }
    let current = try lines(folder)
    let before = try lines(folder, "winnow.log.1")
    #expect(current.last?.hasSuffix("entry 39") == true)
    #expect(before.count + current.count < 40 && before.count > 3)
  }

  @Test("Another process goes on in the new file after one has set the old one aside")
  func severalProcesses() throws {
    let folder = try TemporaryFolder()
    let one = try logger(folder, level: .info, sizeLimit: 100)
    let other = try logger(folder, level: .info, sizeLimit: 100)
    for _ in 0..<3 { one.info("one") }
    other.info("other")
    #expect(try lines(folder).last?.hasSuffix("other") == true)
  }

  @Test("The file is its owner's alone")
  func permissions() throws {
    let folder = try TemporaryFolder()
    try logger(folder, level: .info).info("hello")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("winnow.log"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  private func logger(
    _ folder: TemporaryFolder, level: Logger.Level, sizeLimit: Int = 10_000
  ) throws -> Logger {
    let file = try #require(LogFile(path: folder.path("winnow.log"), sizeLimit: sizeLimit))
    return Logger(label: "loop") { FileLogHandler(label: $0, file: file, logLevel: level) }
  }

  private func lines(_ folder: TemporaryFolder, _ name: String = "winnow.log") throws -> [String] {
    let text = try String(contentsOf: URL(filePath: folder.path(name)), encoding: .utf8)
    return text.split(separator: "\n").map(String.init)
  }
}
