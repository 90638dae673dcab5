import Domain
import Foundation
import TerminalUI
import TestSupport
import Testing
import Workbench

@Suite("SessionTrace", .serialized)
struct SessionTraceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var path: String { folder.path("trace.jsonl") }

  /// Runs a scripted session on a project in memory and records it.
  private func record(_ script: [ScriptedTerminal.Step]) throws -> ScriptedTerminal {
    let project = try TestProject()
    let terminal = ScriptedTerminal(script: script)
    var session = Session(Fixtures.setup(), report: Fixtures.report, now: Fixtures.now)
    let trace = try SessionTrace(
      path: path, setup: session.context.setup, report: Fixtures.report, startedAt: Fixtures.now)
    runSession(&session, on: terminal, with: project.effects, trace: trace)
    project.effects.finish()
    return terminal
  }

  /// Runs the recorded events on a new session and returns its screens.
  ///
  /// The session must ask for the effects that were recorded.
  private func replay() throws -> [Screen] {
    let lines = try folder.read("trace.jsonl").split(separator: "\n")
    let decoder = JSONDecoder()
    let header = try decoder.decode(TraceHeader.self, from: Data(try #require(lines.first).utf8))
    var session = Session(header.setup, report: header.report, now: header.startedAt)
    _ = session.start()
    var screens: [Screen] = []
    for line in lines.dropFirst() {
      let entry = try decoder.decode(TraceEntry.self, from: Data(line.utf8))
      let event: Event
      switch entry.event {
      case .ticked(let time): event = .ticked(time)
      case .terminal(let input): event = .terminal(input)
      case .store(let answer): event = .store(answer)
      case .shown(let size):
        let drawing = session.draw(size)
        screens.append(drawing.screen)
        event = .shown(drawing.shown)
      }
      #expect(update(&session, event) == entry.effects)
    }
    return screens
  }

  @Test("A recorded session shows the same screens when it is replayed")
  func replaying() throws {
    let script: [ScriptedTerminal.Step] =
      [.burst("bt".map(Key.character)), .key(.character("u")), .key(.paste("pasted\n"))]
      + ScriptedTerminal.Step.type("elxwodd") + [
        .key(.enter), .resize(Size(rows: 16, columns: 60)),
      ]
      + [.key(.tab), .key(.right), .input(.click(row: 15, column: 2)), .key(.character("?"))]
      + [.key(.escape), .key(.control("l")), .key(.control("z")), .key(.character("q"))]
    let terminal = try record(script)
    #expect(terminal.screens.count > script.count)
    #expect(try replay() == terminal.screens)
  }

  @Test("Only its owner can read a trace, also where a file was there before")
  func mode() throws {
    try folder.write("trace.jsonl", "of another session")
    #expect(chmod(path, 0o644) == 0)
    _ = try record([.key(.character("q"))])
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try !folder.read("trace.jsonl").contains("another"))
  }

  @Test("A trace that cannot be written is told before the session begins")
  func unwritable() throws {
    let path = folder.path("missing/trace.jsonl")
    let error = #expect(throws: POSIXError.self) {
      try SessionTrace(path: path, setup: Fixtures.setup(), report: nil, startedAt: Fixtures.now)
    }
    #expect(error?.code == .ENOENT)
  }
}
