import Foundation
import Synchronization

/// An entry of the environment that a program and its descendants carry, whatever session they are
/// in: `WINNOW_RUN=PROCESS:START:NAMESPACE:PROJECT:RUN`, of the process that started it.
struct ProcessMark: Sendable, Equatable {
  static let variable = "WINNOW_RUN"

  /// The project that this process works on, by its folder's device and inode; 0 without one.
  static let project = Mutex("0")

  let entry: String

  /// The mark of a program that does away with its environment.
  var limit: LimitMark {
    LimitMark(project: Self.project.withLock { $0 }, starter: ProcessInstance.own)
  }

  /// Makes the mark of a run of a program.
  init() {
    let project = Self.project.withLock { $0 }
    entry = "\(Self.variable)=\(ProcessInstance.own.text):\(project):\(UUID().uuidString)"
  }

  /// Reads a mark from the bytes of an environment; nil if it has none.
  init?(environment: Data) {
    let name = Data("\(Self.variable)=".utf8)
    let entries = environment.split(separator: 0)
    guard let entry = entries.last(where: { $0.starts(with: name) }) else { return nil }
    self.entry = String(decoding: entry, as: UTF8.self)
  }

  /// The process that started the program; nil if the mark is not of this form.
  var starter: ProcessInstance? {
    ProcessInstance(text: String(entry.dropFirst(Self.variable.count + 1)))
  }

  /// Whether the program was started for the project that this process works on, or for none.
  var isOfProject: Bool {
    let parts = entry.split(separator: ":")
    return parts.count == 5 && (parts[3] == "0" || parts[3] == Self.project.withLock { $0 })
  }

  /// Whether the process that started the program has ended, and the program was this project's.
  var isLeft: Bool { isOfProject && starter?.hasEnded == true }

  /// Kills every process with this mark.
  func endProcesses() {
    for process in MarkedProcess.all where process.mark == .environment(self) { process.end() }
  }
}

/// A process, told from a later one of its number by its start, in ticks since the boot.
struct ProcessInstance: Sendable, Equatable {
  let number: pid_t
  let start: String
  let namespace: String

  static let own = ProcessInstance(
    number: getpid(), start: start(of: getpid()) ?? "0", namespace: ownNamespace)

  private static let ownNamespace = namespace(of: "self") ?? "0"

  /// Returns the namespace of a process's number; nil if it cannot be read.
  private static func namespace(of process: String) -> String? {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/ns/pid"))?
      .filter(\.isNumber)
  }

  /// Whether a process and this one see each other by the same numbers.
  static func isInOwnNamespace(_ number: pid_t) -> Bool {
    namespace(of: "\(number)") == ownNamespace
  }

  var text: String { "\(number):\(start):\(namespace)" }

  /// Whether it has ended; false for one of another namespace, which cannot be seen.
  var hasEnded: Bool {
    guard namespace == Self.ownNamespace else { return false }
    if kill(number, 0) != 0 && errno == ESRCH { return true }
    // A process that may not be looked at is there all the same.
    return Self.start(of: number).map { $0 != start } ?? false
  }

  /// Returns the 22nd field of `/proc/PID/stat`, proc(5), or the state of one that has ended; nil if
  /// it cannot be read.
  static func start(of number: pid_t) -> String? {
    guard let text = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[end...].split(separator: " ")
    guard fields.count > 20 else { return nil }
    return String(fields[1] == "Z" ? fields[1] : fields[20])
  }
}

extension ProcessInstance {
  /// Reads `PROCESS:START:NAMESPACE`, whatever follows.
  init?(text: String) {
    let parts = text.split(separator: ":")
    guard parts.count >= 3, let number = pid_t(parts[0]) else { return nil }
    self.init(number: number, start: String(parts[1]), namespace: String(parts[2]))
  }
}
