import Foundation

/// Processes that carry a mark in their environment: a program's descendants in any session.
///
/// Each run of a program has a mark of its own, which its descendants inherit.
enum MarkedProcesses {
  /// The environment variable that holds a mark.
  static let variable = "WINNOW_RUN"

  /// Kills every process whose environment has this entry, `variable` and value.
  static func kill(_ entry: String) {
    let wanted = Data("\(entry)\0".utf8)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for identifier in names.compactMap({ pid_t($0) }) where identifier != getpid() {
      guard let file = FileHandle(forReadingAtPath: "/proc/\(identifier)/environ"),
        let environment = try? file.read(upToCount: 1 << 20), environment.range(of: wanted) != nil
      else { continue }
      Foundation.kill(identifier, SIGKILL)
    }
  }
}
