import ArgumentParser
import Domain
import Foundation
import TestSupport
import Testing

@testable import winnow

@Suite struct AnnotateCommandTests {
  private func add(_ line: String) throws {
    let project = try SmallProject()
    let file = try project.folder.write("answers.jsonl", line)
    try AnnotateCommand.parse([project.path, file]).run()
  }

  private static func line(_ key: String = "", _ value: String = "") -> String {
    var fields = [
      "line": "1", "source": #""one""#, "label": #""Business""#, "workerId": #""ana""#,
      "acceptedAt": "1700000000", "secondsSpent": "2",
    ]
    if !key.isEmpty { fields[key] = value }
    return "{" + fields.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
  }

  @Test("An answer that a screen has kept is added")
  func added() throws { try add(Self.line()) }

  @Test(
    "What no screen writes is refused with its line",
    arguments: [
      ("workerId", #""""#), ("workerId", #""a\nb""#), ("secondsSpent", "-4"),
      ("secondsSpent", "1e300"), ("acceptedAt", "-5"), ("acceptedAt", "1e11"),
      ("rejected", #"{"code": "other", "words": "two\nlines"}"#),
    ])
  func refused(key: String, value: String) throws {
    let error = #expect(throws: CommandError.self) { try add(Self.line(key, value)) }
    #expect("\(try #require(error))".contains("answers.jsonl:1: "))
  }

  @Test("A file without answers is an error")
  func empty() { #expect(throws: CommandError.self) { try add("") } }
}
