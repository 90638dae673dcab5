import CProcess
import Domain
import Foundation

/// A number that a program and its descendants carry even without their environment: their hard limit of
/// file locks, which the kernel ignores, every child inherits, and root alone can raise (setrlimit(2)).
///
/// From the highest bit: 0, 1, 27 bits of the project's hash, 22 of the number of the process that started
/// the program, 13 of that one's start.
struct LimitMark: Sendable, Equatable {
  let number: UInt64

  /// Makes the mark that goes with an entry of the environment.
  init(project: String, starter: ProcessInstance) {
    number =
      1 << 62 | Self.hash(project, bits: 27) << 35 | (UInt64(starter.number) % (1 << 22)) << 13
      | Self.hash(starter.start, bits: 13)
  }

  /// Reads the mark of a process of this user; nil if it has none.
  ///
  /// For a process of another group, as a set-group-ID program is one, only `/proc` gives the limit.
  init?(of process: pid_t) {
    var limit: UInt64 = 0
    if cp_lock_limit(process, &limit) == 0 {
      self.init(limit: limit)
    } else {
      guard errno == EPERM,
        let limits = try? String(contentsOfFile: "/proc/\(process)/limits", encoding: .utf8)
      else { return nil }
      self.init(limits: limits)
    }
  }

  private init?(limit: UInt64) {
    guard limit >> 62 == 1 else { return nil }
    number = limit
  }

  /// Reads the mark from a process's limits, as `/proc/PID/limits` has them; nil if it has none.
  init?(limits: String) {
    guard let line = limits.split(separator: "\n").first(where: { $0.hasPrefix("Max file locks") }),
      let number = line.split(separator: " ").dropFirst(4).first.flatMap({ UInt64($0) })
    else { return nil }
    self.init(limit: number)
  }

  /// Whether the program was started for this project, or for none.
  func isOf(project: String) -> Bool {
    let hash = (number >> 35) % (1 << 27)
    return hash == Self.hash(project, bits: 27) || hash == Self.hash("0", bits: 27)
  }

  /// Whether the process that started the program has ended; it was one of this namespace.
  var hasStarterEnded: Bool {
    let starter = pid_t((number >> 13) % (1 << 22))
    if kill(starter, 0) != 0 && errno == ESRCH { return true }
    guard let start = ProcessInstance.start(of: starter) else { return false }
    return Self.hash(start, bits: 13) != number % (1 << 13)
  }

  private static func hash(_ text: String, bits: UInt64) -> UInt64 {
    Hash.fnv1a(text) % (1 << bits)
  }
}
