import Foundation
import Glibc

/// Checks of a machine: space, memory, programs.
struct MachineCheck {
  struct Space {
    let folder: String
    /// Bytes that an ordinary user can write; nil if that cannot be told.
    let free: UInt64?
  }

  /// The file systems that files go to.
  var spaces: [Space]
  /// Bytes that programs can have without swapping; nil if that cannot be told.
  var memory: UInt64?
  /// Whether the job needs Docker, and its program is there.
  var docker: (isNeeded: Bool, isThere: Bool) = (false, false)

  private static let leastSpace: UInt64 = 200 << 20
  private static let leastMemory: UInt64 = 300 << 20

  /// Looks at this machine.
  init(folders: [String], needsDocker: Bool) {
    spaces = folders.map { Space(folder: $0, free: Self.freeBytes(of: $0)) }
    memory = Self.available(
      (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? "")
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    docker = (
      needsDocker, path.split(separator: ":").contains { access("\($0)/docker", X_OK) == 0 }
    )
  }

  init(spaces: [Space], memory: UInt64?, docker: (isNeeded: Bool, isThere: Bool)) {
    (self.spaces, self.memory, self.docker) = (spaces, memory, docker)
  }

  var lines: [Diagnosis] { spaces.map(Self.line) + [memoryLine] + dockerLines }

  private static func line(_ space: Space) -> Diagnosis {
    guard let free = space.free else {
      return .note("machine", "the free space of \(space.folder) cannot be told")
    }
    let text = "\(megabytes(free)) free for \(space.folder)"
    return free >= leastSpace
      ? .ok("machine", text)
      : .problem("machine", text, remedy: "free some: at least \(megabytes(leastSpace))")
  }

  private var memoryLine: Diagnosis {
    guard let memory else { return .note("machine", "the available memory cannot be told") }
    let text = "\(Self.megabytes(memory)) of memory available"
    return memory >= Self.leastMemory
      ? .ok("machine", text)
      : .problem("machine", text, remedy: "end other programs, or choose a smaller input")
  }

  private var dockerLines: [Diagnosis] {
    guard docker.isNeeded else { return [] }
    return [
      docker.isThere
        ? .ok("machine", "docker, which the job's model needs, is there")
        : .problem(
          "machine", "docker, which the job's model needs, is not there",
          remedy: "install Docker, or give the job another model")
    ]
  }

  /// Returns MemAvailable of `/proc/meminfo` in bytes.
  static func available(_ memoryInfo: String) -> UInt64? {
    memoryInfo.firstMatch(of: /MemAvailable:\s+(\d+) kB/).flatMap { UInt64($0.1) }.map { $0 << 10 }
  }

  private static func freeBytes(of folder: String) -> UInt64? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize)
  }

  private static func megabytes(_ bytes: UInt64) -> String {
    let whole = bytes >> 20
    return whole < 10_000 ? "\(whole) MB" : "\(whole >> 10) GB"
  }
}
