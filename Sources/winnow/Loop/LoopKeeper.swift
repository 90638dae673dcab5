import Foundation
import Glibc
import Subprocess
import Synchronization

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// Sees to it that the project's loop runs while a lead's labeling screen is open.
///
/// The loop is a child in a process group of its own, so that Ctrl-C at the screen does not reach
/// it. It holds the read end of a pipe: however this process ends, the pipe closes and the loop
/// ends, too, safely at any step.
final class LoopKeeper: Sendable {
  private struct State {
    var isStarting = false
    var pipe: Int32?
    var nextTry = Date.distantPast
  }

  private let project: String
  private let state = Mutex(State())

  init(project: String) {
    self.project = project
  }

  deinit { state.withLock { if let pipe = $0.pipe { close(pipe) } } }

  /// Starts a loop unless one of ours lives; called whenever the project has none.
  func start(now: Date) {
    let isDue = state.withLock { state in
      guard !state.isStarting, now >= state.nextTry else { return false }
      state.isStarting = true
      state.nextTry = now + 5
      return true
    }
    guard isDue else { return }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return state.withLock { $0.isStarting = false } }
    // The child must not hold the end whose closing it waits for.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (read, write) = (ends[0], ends[1])
    state.withLock { $0.pipe = write }
    Task.detached(priority: .utility) { [self] in
      _ = try? await Self.run(project, input: read)
      state.withLock { state in
        close(write)
        (state.isStarting, state.pipe) = (false, nil)
      }
    }
  }

  /// Ends when the child does; what it has to say stands in the project's events.
  private static func run(_ project: String, input: Int32) async throws {
    var options = PlatformOptions()
    options.processGroupID = 0
    _ = try await Subprocess.run(
      .path(FilePath("/proc/self/exe")),
      arguments: ["run", "--quiet", "--with-parent", "--", project], platformOptions: options,
      input: .fileDescriptor(FileDescriptor(rawValue: input), closeAfterSpawningProcess: true),
      output: .discarded, error: .discarded)
  }
}
