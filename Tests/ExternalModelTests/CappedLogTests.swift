import Foundation
import TestSupport
import Testing

@testable import ExternalModel

struct CappedLogTests {
  private func append(_ text: String, to log: inout CappedLog) {
    Array(text.utf8).withUnsafeBytes { log.append($0) }
  }

  @Test("Of a long output the beginning, the end and the count of bytes between are kept")
  func longOutput() throws {
    let folder = try TemporaryFolder()
    var log = try CappedLog(path: folder.path("log"))
    append("begin\n", to: &log)
    for _ in 0..<20 { append(String(repeating: "x", count: 1 << 16), to: &log) }
    append("\nend", to: &log)
    log.close()
    let text = try folder.read("log")
    #expect(text.hasPrefix("begin\n") && text.hasSuffix("x\nend"))
    #expect(text.contains(" bytes left out …"))
    #expect(text.utf8.count < 3 * CappedLog.part)
    #expect(log.lastLines(1) == ["end"])
  }

  @Test("A log that is appended to keeps the end of its old contents")
  func appending() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("log", String(repeating: "old line\n", count: 1 << 17))
    for text in ["first\n", "second\n"] {
      var log = try CappedLog(appendingTo: path)
      append(text, to: &log)
      log.close()
    }
    let text = try folder.read("log")
    #expect(text.hasSuffix("old line\nfirst\nsecond\n"))
    #expect(text.utf8.count <= CappedLog.part + 13)
  }
}
