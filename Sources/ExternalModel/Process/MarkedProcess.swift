import CProcess
import Foundation
import Synchronization

/// A running process that carries a mark.
struct MarkedProcess {
  enum Mark: Equatable {
    case environment(ProcessMark)
    /// The mark of a process that has done away with its environment.
    case limit(LimitMark)

    /// Whether its starter has ended, and it is this project's or none's.
    var isLeft: Bool {
      switch self {
      case .environment(let mark): mark.isLeft
      case .limit(let mark):
        mark.isOf(project: ProcessMark.project.withLock { $0 }) && mark.hasStarterEnded
      }
    }
  }

  let number: pid_t
  let mark: Mark

  /// The user's own processes with a mark, this one excepted.
  static var all: [MarkedProcess] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { $0 != getpid() && isOwn($0) }
      .compactMap { number in mark(of: number).map { MarkedProcess(number: number, mark: $0) } }
  }

  /// Its command and arguments, at most 60 characters, without any that a terminal would obey.
  var command: String {
    let bytes = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") ?? Data()
    let words = bytes.split(separator: 0).joined(separator: [0x20])
    return "\(SafeExcerpt(Array(words), limit: 60))"
  }

  /// Kills it, unless its number is another process's by now.
  func end() {
    let process = cp_open_process(number)
    guard process >= 0 else { return }
    defer { close(process) }
    guard Self.mark(of: number) == mark else { return }
    _ = cp_signal(process, SIGKILL)
  }

  private static func isOwn(_ number: pid_t) -> Bool {
    var status = stat()
    return stat("/proc/\(number)", &status) == 0 && status.st_uid == geteuid()
  }

  private static func mark(of number: pid_t) -> Mark? {
    if let mark = content("environ", of: number).flatMap(ProcessMark.init(environment:)) {
      return .environment(mark)
    }
    // A process that has ended keeps its limits until its parent has asked for it.
    guard let limit = LimitMark(of: number), ProcessInstance.isInOwnNamespace(number),
      ProcessInstance.start(of: number) != "Z"
    else { return nil }
    return .limit(limit)
  }

  private static func content(_ name: String, of number: pid_t) -> Data? {
    guard let file = FileHandle(forReadingAtPath: "/proc/\(number)/\(name)") else { return nil }
    return try? file.read(upToCount: 1 << 20)
  }
}

/// A process left of the programs of a winnow that was killed before it could end them.
package enum LeftPrograms {
  /// Ends the user's processes whose mark names a process that has ended, and a project or none.
  ///
  /// Returns each by its number and command. Programs that are started from now on are the project's.
  package static func end(ofProject folder: String) -> [String] {
    var status = stat()
    guard stat(folder, &status) == 0 else { return [] }
    ProcessMark.project.withLock { $0 = "\(status.st_dev)-\(status.st_ino)" }
    var ended: [pid_t: String] = [:]
    // A process may start another while it is looked for.
    for _ in 0..<10 {
      let left = MarkedProcess.all.filter(\.mark.isLeft)
      guard !left.isEmpty else { break }
      for process in left {
        if ended[process.number] == nil {
          ended[process.number] = "\(process.number) \(process.command)"
        }
        process.end()
      }
      usleep(2_000)
    }
    return ended.sorted { $0.key < $1.key }.map(\.value)
  }
}
