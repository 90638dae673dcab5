import Foundation

/// A command of winnow that runs beside the benchmark, at a pseudo-terminal or without one.
final class ScreenProcess {
  let terminal: PseudoTerminal
  private let process: pid_t

  /// The cost of a process until its end.
  struct Cost {
    /// Seconds on a processor.
    var seconds = 0.0
    /// The largest resident size, in mebibytes; of a process that lives, the present one.
    var mebibytes = 0.0
    /// Seconds on the clock.
    var elapsed = 0.0
    /// Bytes written to disks.
    var written = 0
  }

  private let startedAt = ContinuousClock.now

  init(_ arguments: [String], rows: UInt16, columns: UInt16) throws {
    terminal = try PseudoTerminal(rows: rows, columns: columns)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in 0...2 {
      posix_spawn_file_actions_adddup2(&actions, terminal.programSide, Int32(stream))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID, which glibc declares for _GNU_SOURCE only.
    posix_spawnattr_setflags(&attributes, 0x80)
    process = try Self.spawn([Child.program] + arguments, &actions, &attributes)
  }

  private static func spawn(
    _ words: [String], _ actions: inout posix_spawn_file_actions_t,
    _ attributes: inout posix_spawnattr_t
  ) throws -> pid_t {
    let settings = ProcessInfo.processInfo.environment
      .merging(["TERM": "xterm-256color", "LANG": "C.UTF-8"]) { $1 }
    var list = words.map { strdup($0) } + [nil]
    var environment = settings.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in list + environment { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, words[0], &actions, &attributes, &list, &environment)
    guard code == 0 else { throw BenchmarkError("\(words[0]): \(String(cString: strerror(code)))") }
    return process
  }

  /// Leaves the screen and returns what it cost.
  func leave() -> Cost {
    terminal.type("q")
    return end()
  }

  /// Ends the command and returns what it cost.
  func terminate() -> Cost {
    kill(process, SIGTERM)
    return end()
  }

  /// Waits for the command to end and returns what it cost; nil if it failed.
  func wait() -> Cost? {
    var status: Int32 = 0
    let cost = end(within: .seconds(36_000), &status)
    return status == 0 ? cost : nil
  }

  /// The cost until now, as /proc tells.
  var usage: Cost {
    func text(_ name: String) -> String {
      (try? String(contentsOfFile: "/proc/\(process)/\(name)", encoding: .utf8)) ?? ""
    }
    func number(_ key: String, in text: String) -> Int {
      let line = text.split(separator: "\n").first { $0.hasPrefix(key) }
      return line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
    }
    // The first field of each thread's schedstat, in nanoseconds; stat counts hundredths of a second, which is
    // a fifth of what a screen at rest may take in the time of the measurement.
    let threads =
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
    let times = threads.map { text("task/\($0)/schedstat").split(separator: " ").first }
    let nanoseconds = times.reduce(0.0) { $0 + ($1.flatMap { Double($0) } ?? 0) }
    return Cost(
      seconds: nanoseconds / 1e9,
      mebibytes: Double(number("VmRSS", in: text("status"))) / 1024,
      written: number("write_bytes", in: text("io")))
  }

  /// Waits for its end, at most ten seconds; then it is killed.
  private func end() -> Cost {
    var status: Int32 = 0
    return end(within: .seconds(10), &status)
  }

  private func end(within limit: Duration, _ status: inout Int32) -> Cost {
    let deadline = ContinuousClock.now + limit
    var usage = rusage()
    while wait4(process, &status, WNOHANG, &usage) == 0 {
      if ContinuousClock.now > deadline { kill(process, SIGKILL) }
      terminal.drain(until: .now + .milliseconds(5))
    }
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return Cost(
      seconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      mebibytes: Double(usage.ru_maxrss) / 1024,
      elapsed: (.now - startedAt) / .seconds(1))
  }
}
