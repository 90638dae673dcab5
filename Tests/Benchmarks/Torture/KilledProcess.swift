import Foundation
import Glibc

/// A process of the program that is ended by SIGKILL.
struct KilledProcess {
  let number: pid_t

  // Glibc's POSIX_SPAWN_SETSID, which its module does not give.
  private static let setSession: Int16 = 0x80

  /// Starts the program, at a terminal or with nothing to read or to write to.
  init(_ arguments: [String], at terminal: PseudoTerminal? = nil, environment: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in 0...2 as ClosedRange<Int32> {
      if let terminal {
        posix_spawn_file_actions_adddup2(&actions, terminal.programSide, descriptor)
      } else {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
      }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.setSession)
    var argv = ([Child.program] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup($0) } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, Child.program, &actions, &attributes, &argv, &envp)
    guard code == 0 else {
      throw BenchmarkError("\(Child.program): \(String(cString: strerror(code)))")
    }
    number = process
  }

  /// Ends it, and returns those of its children that outlive it by more than three seconds.
  func kill() -> [pid_t] {
    let children = Self.children(of: number)
    Glibc.kill(number, SIGKILL)
    var status: Int32 = 0
    waitpid(number, &status, 0)
    for _ in 0..<150 where children.contains(where: Self.isRunning) { usleep(20_000) }
    return children.filter(Self.isRunning)
  }

  /// Waits for its own end; true if it succeeded.
  func succeeded() -> Bool {
    var status: Int32 = 0
    return waitpid(number, &status, 0) == number && status == 0
  }

  private static func children(of parent: pid_t) -> [pid_t] {
    let path = "/proc/\(parent)/task/\(parent)/children"
    let listed = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let threads =
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(parent)/task")) ?? []
    let others = threads.compactMap {
      try? String(contentsOfFile: "/proc/\(parent)/task/\($0)/children", encoding: .utf8)
    }
    return Set(([listed] + others).flatMap { $0.split(separator: " ").compactMap { pid_t($0) } })
      .sorted()
  }

  /// Whether a process runs: not if it has ended and nobody has asked how.
  private static func isRunning(_ process: pid_t) -> Bool {
    guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = line.lastIndex(of: ")")
    else { return false }
    return !line[end...].hasPrefix(") Z")
  }
}
