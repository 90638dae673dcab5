import Dataset
import ExternalModel
import Foundation
import TestSupport
import Testing

@testable import winnow

struct LoopKeeperTests {
  @Test("The loop is started with the project's folder, in a session of its own, with a pipe")
  func starts() async throws {
    let fixture = try Fixture(
      """
      #!/bin/sh
      echo "$@" > "\(Fixture.place)/arguments"
      ps -o pid=,sid= -p $$ > "\(Fixture.place)/session"
      cat
      """)
    let keeper = fixture.keeper()
    keeper.start(now: Date())
    try await fixture.wait { fixture.read("session")?.hasSuffix("\n") == true }
    #expect(
      fixture.read("arguments") == "run --quiet --with-parent -- \(fixture.project.path)\n")
    let numbers = fixture.read("session")?.split(separator: " ").compactMap {
      pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    #expect(numbers?.count == 2 && numbers?.first == numbers?.last)
  }

  @Test("The loop ends with its keeper, by the end of its standard input")
  func ends() async throws {
    let fixture = try Fixture(
      """
      #!/bin/sh
      echo $$ > "\(Fixture.place)/process"
      while read -r line; do :; done
      echo over > "\(Fixture.place)/end"
      """)
    var keeper: LoopKeeper? = fixture.keeper()
    keeper?.start(now: Date())
    try await fixture.wait { fixture.read("process")?.hasSuffix("\n") == true }
    #expect(fixture.read("end") == nil)
    keeper = nil
    try await fixture.wait { fixture.read("end") == "over\n" }
  }

  @Test("A crash's last lines are kept in loop.log, also when the loop is started again")
  func lastLines() async throws {
    let fixture = try Fixture(
      """
      #!/bin/sh
      echo "Fatal error: Index out of range, $$" >&2
      kill -ABRT $$
      """)
    let keeper = fixture.keeper()
    var now = Date()
    for count in 1...2 {
      keeper.start(now: now)
      try await fixture.wait { fixture.log.components(separatedBy: "signal 6").count > count }
      // A loop that ends at once is not started again at once.
      now += 1
      keeper.start(now: now)
      now += 5
    }
    let lines = fixture.loopLog.split(separator: "\n")
    #expect(lines.count == 2 && Set(lines).count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("Fatal error: Index out of range") })
    #expect(fixture.log.contains("it said: Fatal error: Index out of range"))
    #expect(fixture.log.contains("loop.log"))
  }

  @Test("loop.log has the mode of the project's other files")
  func mode() async throws {
    let fixture = try Fixture("#!/bin/sh\necho words >&2\n")
    let other = try fixture.folder.write("other", "")
    let keeper = fixture.keeper()
    keeper.start(now: Date())
    try await fixture.wait { fixture.loopLog == "words\n" }
    #expect(try Fixture.mode(fixture.project.loopLog) == Fixture.mode(other))
  }

  @Test("A program that is not there is noted in the log, and the keeper goes on")
  func noProgram() async throws {
    let fixture = try Fixture("")
    let keeper = LoopKeeper(folder: fixture.project, program: "/nowhere/winnow")
    keeper.start(now: Date())
    try await fixture.wait { fixture.log.contains("the loop ended with code 127") }
  }
}

/// A project's folder, and a program in the place of winnow's own.
private struct Fixture {
  /// What stands for the folder in a script.
  static let place = "@PLACE@"

  let folder: TemporaryFolder
  let project: ProjectFolder
  private let program: String

  init(_ script: String) throws {
    folder = try TemporaryFolder()
    project = ProjectFolder(path: folder.url.path)
    program = folder.path("program")
    try FileManager.default.createDirectory(
      atPath: project.rounds, withIntermediateDirectories: true)
    let source = try folder.write("source", script.replacing(Self.place, with: folder.url.path))
    // A child writes it: a file that this process has open cannot be executed.
    let call = ProgramCall(
      name: "install", program: "/usr/bin/install", arguments: ["-m", "755", source, program],
      folder: folder.url.path)
    let outcome = try ProgramRun.perform(call)
    if let failure = outcome.failure(of: call) { throw failure }
  }

  var log: String { read("winnow.log") ?? "" }
  var loopLog: String { read("rounds/loop.log") ?? "" }

  func keeper() -> LoopKeeper { LoopKeeper(folder: project, program: program) }

  func read(_ name: String) -> String? { try? folder.read(name) }

  /// Waits for a condition; throws if it does not come true within half a minute.
  func wait(_ condition: () -> Bool) async throws {
    for _ in 0..<3000 {
      if condition() { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw CommandError("it did not come true; winnow.log: \(log); loop.log: \(loopLog)")
  }

  static func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}
