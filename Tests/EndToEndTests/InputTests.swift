import Foundation
import Subprocess
import TestSupport
import Testing

@Suite struct InputTests {
  /// A manifest that must be refused, and what the refusal says.
  struct Bad: Sendable, CustomTestStringConvertible {
    let name: String
    let lines: [UInt8]
    let message: String

    var testDescription: String { name }

    init(_ name: String, _ text: String, _ message: String) {
      self.init(name, Array(text.utf8), message)
    }

    init(_ name: String, _ lines: [UInt8], _ message: String) {
      (self.name, self.lines, self.message) = (name, lines, message)
    }
  }

  static let good = #"{"id": "1", "source": "A headline"}"# + "\n"

  static let bad: [Bad] = [
    Bad("broken JSON", good + #"{"source": "x""#, ":2: "),
    Bad("a missing source", good + #"{"id": "2"}"#, ":2: no key “source”"),
    Bad("a label index out of range", good + #"{"source": "x", "category": 9}"#, "0 to 3"),
    Bad(
      "invalid UTF-8", Array((good + #"{"source": ""#).utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8),
      ":2: not valid UTF-8"),
    Bad(
      "a line of 2 MB", #"{"source": ""# + String(repeating: "x", count: 2_000_000) + #""}"#,
      ":1: the line has more than 100000 characters"),
    Bad("a duplicate key", good + #"{"source": "x", "a": 1, "a": 2}"#, "“a” appears twice"),
    Bad("a source elsewhere", good + #"{"source-ref": "s3://b/k"}"#, ":2: "),
    Bad("nothing", "", "is empty"),
  ]

  @Test("A bad manifest is refused with file, line and reason; nothing is left", arguments: bad)
  func refused(_ bad: Bad) async throws {
    let folder = try TemporaryFolder()
    try Data(bad.lines).write(to: folder.url.appending(path: "in.manifest"))
    let outcome = try await Program.run(
      "init", folder.path("news"), "--job", Self.job, "--input", folder.path("in.manifest"))
    #expect(outcome.status == .exited(1))
    #expect(outcome.errors.contains("in.manifest"))
    #expect(outcome.errors.contains(bad.message), "\(outcome.errors.prefix(500))")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 1)
  }

  @Test("An unknown field of a job is refused, the nearest known one named")
  func unknownField() async throws {
    let folder = try TemporaryFolder()
    let job = try String(contentsOfFile: Self.job, encoding: .utf8)
      .replacingOccurrences(of: "\"TaskTitle\"", with: "\"TaskTitel\"")
    try job.write(toFile: folder.path("job.json"), atomically: true, encoding: .utf8)
    let outcome = try await Program.run(
      "init", folder.path("news"), "--job", folder.path("job.json"))
    #expect(outcome.status == .exited(1))
    #expect(outcome.errors.contains("job.json:22: "), "\(outcome.errors)")
    #expect(outcome.errors.contains("did you mean “TaskTitle”?"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("news")))
  }

  @Test("A hostile headline neither disturbs the screen nor changes in the export")
  func hostile() async throws {
    let folder = try TemporaryFolder()
    let source =
      #"\u001b[2J\u001b[31mred\u0007\ttab \u202eflipped 世界 🙂 e\u0301\u200b \u009b5mend"#
    let lines = (0..<30).map { #"{"id": "\#($0)", "source": "\#(source) \#($0)", "x": [1,  2]}"# }
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: folder.path("in.manifest"), atomically: true, encoding: .utf8)
    let project = folder.path("news")
    try await Program.run(
      "init", project, "--job", Self.job, "--input", folder.path("in.manifest"))
    let tmux = Tmux()
    try await tmux.start("ana", "\(Program.path) label \(project)")
    let screen = try await tmux.wait(for: "the item", in: "ana") {
      $0.contains("flipped") && $0.contains("世界")
    }
    // Nothing was cleared or moved: the title bar is still the first row, the keys the last.
    let rows = screen.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows[0].contains("winnow") && rows[23].contains("quit"))
    try await tmux.type("b", in: "ana")
    try await tmux.wait(for: "1 done", in: "ana")
    try await tmux.type("q", in: "ana")
    try await tmux.wait(for: "ended 0", in: "ana")
    try await tmux.end()
    let output = folder.path("out.manifest")
    try await Program.run("export", project, "--partial", "--output", output)
    let written = try String(contentsOfFile: output, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    #expect(written.count == 30)
    for (line, original) in zip(written, lines) {
      #expect(line == original || line.hasPrefix(original.dropLast()))
    }
    #expect(written.count { $0.contains(#""category": 0"#) } == 1)
  }

  private static let job = SampleHeadlines.folder("templates")
    .appending(path: "news-headlines/job.json").path
}
