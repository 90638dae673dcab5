import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct LabelingTests {
  @Test("Labels, undo and leaving: what the screen says is what was kept")
  func labeling() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder)
    try await inTmux { tmux in
      try await tmux.start("ana", "\(Program.path) label \(project) --no-loop")
      // Without a loop nothing is queued; the screen says why.
      try await tmux.wait(for: "loop", in: "ana")
      try await tmux.type("q", in: "ana")
      try await tmux.wait(for: "ended 0", in: "ana") {
        $0.contains("ended 0") && !$0.contains("The loop ends")
      }
      try await tmux.start("ben", "\(Program.path) label \(project) --worker ben")
      try await tmux.wait(for: "Business", in: "ben")
      for (count, key) in ["b", "e", "m", "t"].enumerated() {
        try await tmux.type(key, in: "ben")
        try await tmux.wait(for: "\(count + 1) done", in: "ben")
      }
      try await tmux.type("u", in: "ben")
      try await tmux.wait(for: "3 done", in: "ben")
      try await tmux.type("q", in: "ben")
      try await tmux.wait(for: "ended 0", in: "ben") {
        $0.contains("ended 0") && $0.contains("The loop ends with this screen")
          && $0.contains("winnow run")
      }
    }
    #expect(try await Program.count(project, "human_label") == 3)
  }

  @Test("A stack is labeled with one key after it is asked for, and taken back with one")
  func stack() async throws {
    let folder = try TemporaryFolder()
    let texts = (0..<30).map { "the same headline of the group number\($0 % 3)" }
    let project = try await Program.project(of: texts, in: folder)
    #expect(FileManager.default.fileExists(atPath: "\(project)/stacks"))
    try await inTmux { tmux in
      try await tmux.start("ana", "\(Program.path) label \(project) --worker ana")
      let screen = try await tmux.wait(for: "a stack", in: "ana") {
        $0.contains("labels them, too")
      }
      let alike = try #require(screen.firstMatch(of: /(\d+) near-duplicates/).flatMap { Int($0.1) })
      // Ten are the same, of which some wait for the same hands.
      #expect((6...9).contains(alike))
      try await tmux.type("=", in: "ana")
      try await tmux.wait(for: "your next label is for all \(alike + 1)", in: "ana")
      try await tmux.type("e", in: "ana")
      try await tmux.wait(for: "\(alike + 1) done", in: "ana")
      #expect(try await Program.count(project, "human_label") == alike + 1)
      try await tmux.type("u", in: "ana")
      try await tmux.wait(for: "with \(alike) near-duplicates", in: "ana")
      try await tmux.wait(for: "0 done", in: "ana")
      #expect(try await Program.count(project, "human_label") == 0)
      // Nobody asks for the stack now: the item alone is labeled.
      try await tmux.type("b", in: "ana")
      try await tmux.wait(for: "1 done", in: "ana")
      try await tmux.type("q", in: "ana")
      try await tmux.wait(for: "ended 0", in: "ana")
    }
    #expect(try await Program.count(project, "human_label") == 1)
  }

  @Test("A database that is removed is noticed, and the answers go into a file and back")
  func removedDatabase() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder)
    let database = "\(project)/project.sqlite"
    try await inTmux { tmux in
      try await tmux.start(
        "ana", "env HOME=\(folder.path(""))  \(Program.path) label \(project) --worker ana")
      try await tmux.wait(for: "Business", in: "ana")
      try await tmux.type("b", in: "ana")
      try await tmux.wait(for: "1 done", in: "ana")
      try FileManager.default.moveItem(atPath: database, toPath: "\(database).away")
      try await tmux.type("e", in: "ana")
      try await tmux.wait(for: "not at its place", in: "ana")
      try await tmux.type("q", in: "ana")
      try await tmux.wait(for: "keep in a file", in: "ana")
      try await tmux.type("k", in: "ana")
      try await tmux.wait(for: "The answers of this session are in", in: "ana")
      // Nor can the session be closed.
      try await tmux.wait(for: "ended 1", in: "ana")
    }
    try FileManager.default.moveItem(atPath: "\(database).away", toPath: database)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(""))
    let file = try #require(names.first { $0.hasSuffix(".jsonl") && $0.hasPrefix("winnow-") })
    let said = try await Program.run("annotate", project, folder.path(file))
    #expect(said.output.contains("1 answer added, 1 were there already"))
    #expect(try await Program.count(project, "human_label") == 2)
  }

  @Test("Two labelers and a watcher: no item twice, three screens agree")
  func together() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder)
    try await inTmux { tmux in
      try await tmux.start("ana", "\(Program.path) label \(project) --worker ana")
      try await tmux.start("ben", "\(Program.path) label \(project) --worker ben")
      try await tmux.start("watch", "\(Program.path) watch \(project)", columns: 110, rows: 32)
      try await tmux.wait(for: "Business", in: "ana")
      try await tmux.wait(for: "Business", in: "ben")
      for count in 1...8 {
        try await tmux.type("b", in: "ana")
        try await tmux.type("e", in: "ben")
        try await tmux.wait(for: "\(count) done", in: "ana")
        try await tmux.wait(for: "\(count) done", in: "ben")
      }
      // 16 of 200 items, each of them once.
      for name in ["ana", "ben", "watch"] { try await tmux.wait(for: "8.0 %", in: name) }
      for name in ["ana", "ben", "watch"] { try await tmux.type("q", in: name) }
      for name in ["ana", "ben", "watch"] { try await tmux.wait(for: "ended 0", in: name) }
    }
    #expect(try await Program.count(project, "human_label") == 16)
  }

  @Test("Resized, too small, and ended by SIGTERM: the terminal is given back")
  func terminal() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder)
    try await inTmux { tmux in
      try await tmux.start(
        "ana",
        "sh -c 'stty -a > \(folder.path("before")); \(Program.path) label \(project); "
          + "echo code $?; stty -a > \(folder.path("after"))'")
      try await tmux.wait(for: "Business", in: "ana")
      try await tmux.resize("ana", columns: 60, rows: 16)
      try await tmux.wait(for: "the footer at 60 columns", in: "ana") {
        $0.contains("Business") && $0.contains("quit")
      }
      try await tmux.resize("ana", columns: 20, rows: 5)
      try await tmux.wait(for: "a word about the size", in: "ana") { $0.contains("needs") }
      try await tmux.resize("ana", columns: 80, rows: 24)
      try await tmux.wait(for: "Business", in: "ana")
      let shell = try await tmux.processID("ana")
      _ = try await Program.signal("TERM", childOf: shell)
      try await tmux.wait(for: "code 143", in: "ana")
      try await tmux.wait(for: "ended", in: "ana")
    }
    let (before, after) = (
      try String(contentsOfFile: folder.path("before"), encoding: .utf8),
      try String(contentsOfFile: folder.path("after"), encoding: .utf8)
    )
    #expect(before.split(separator: ";").dropFirst(3) == after.split(separator: ";").dropFirst(3))
  }

  @Test("The loop that a screen started ends with the screen, even one that is killed")
  func killedScreen() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder)
    let loop = "run --quiet --with-parent -- \(project)"
    try await inTmux { tmux in
      try await tmux.start("ana", "sh -c '\(Program.path) label \(project); echo code $?'")
      try await tmux.wait(for: "Business", in: "ana")
      #expect(try await Program.isRunning(loop))
      let shell = try await tmux.processID("ana")
      #expect(try await Program.signal("KILL", childOf: shell))
      try await tmux.wait(for: "code 137", in: "ana")
      for _ in 0..<3000 {
        guard try await Program.isRunning(loop) else { break }
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(try await !Program.isRunning(loop))
    }
  }

  @Test("Without a terminal, or with one that cannot place a cursor, it says so and ends")
  func noTerminal() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder)
    let outcome = try await Program.run("label", project)
    #expect(!outcome.succeeded && outcome.errors.contains("terminal"))
    try await inTmux { tmux in
      try await tmux.start("dumb", "TERM=dumb \(Program.path) label \(project)")
      try await tmux.wait(for: "ended 1", in: "dumb")
    }
  }
}
