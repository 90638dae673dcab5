import Foundation
import Synchronization
import TerminalUI
import TestSupport
import Testing
import Workbench

/// A session of many answers keeps no more memory than one of few.
///
/// `LONG_SESSION=10000` gives as many answers and prints the memory at a tenth of them and at the end;
/// under the address sanitizer it is also looked for what nobody holds any more.
@Suite(.serialized) struct LongSessionTests {
  private static let answers =
    ProcessInfo.processInfo.environment["LONG_SESSION"].flatMap { Int($0) } ?? 600

  /// The memory of this process in kilobytes.
  private static func memory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }

  @Test("Memory does not grow with the answers of a session")
  func memory() throws {
    let count = Self.answers
    let project = try TestProject(tasks: count + 1)
    let measured = Mutex<[Int]>([])
    let measure = ScriptedTerminal.Step.action {
      measured.withLock { $0.append(Self.memory()) }
    }
    let views = Fixtures.session().views.count
    var script: [ScriptedTerminal.Step] = []
    for answer in 0..<count {
      if answer == count / 10 { script.append(measure) }
      script.append(.key(.character(["b", "t", "e", "m"][answer % 4])))
      // Some are taken back, some put off, and other screens are looked at.
      if answer % 50 == 7 { script += ScriptedTerminal.Step.type("ub") }
      if answer % 50 == 19 { script += Array(repeating: .key(.tab), count: views) }
    }
    let terminal = ScriptedTerminal(
      rows: 32, columns: 110, keepsAll: false, script: script + [measure])
    var session = Session(Fixtures.setup(), now: Fixtures.now)
    runSession(&session, on: terminal, with: project.effects)
    project.effects.finish()
    #expect(try project.annotations.count >= count - count / 10)
    let (early, late) = measured.withLock { ($0.first ?? 0, $0.last ?? 0) }
    if count > 600 { print("\(count / 10) answers: \(early) kB; \(count) answers: \(late) kB") }
    // The database is in memory here, and other tests run beside this one; a sanitizer keeps several
    // bytes for each.
    #expect(late - early < (32_768 + count * 2) * (isSanitized ? 8 : 1))
  }
}
