import Foundation

/// Finds what a program started and then let go: descendants in sessions of their own.
///
/// Each program is given a variable that nobody else has, and its descendants inherit it.
enum StrayProcesses {
  static let variable = "WINNOW_RUN"

  /// Kills every process that carries the mark.
  static func kill(mark: String) {
    let wanted = Data("\(variable)=\(mark)\0".utf8)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for identifier in names.compactMap({ pid_t($0) }) where identifier != getpid() {
      guard let file = FileHandle(forReadingAtPath: "/proc/\(identifier)/environ"),
        let environment = try? file.read(upToCount: 1 << 20), environment.range(of: wanted) != nil
      else { continue }
      Foundation.kill(identifier, SIGKILL)
    }
  }
}
