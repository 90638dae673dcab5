import Dataset
import ExternalModel
import Foundation
import Logging
import Synchronization

/// Starts the project's loop while a lead's labeling screen is open and no other process runs it.
///
/// The loop is a child in a session of its own, so that Ctrl-C at the screen does not reach it. It
/// ends with the screen's process, however that ends, safely at any step. What it writes to standard
/// error, a crash's last lines too, is kept in `ProjectFolder.loopLog`.
final class LoopKeeper: Sendable {
  /// The time between two starts of a loop that ends at once.
  private static let pause = 5.0

  private struct State {
    var loop: CompanionProcess?
    var nextStart = Date.distantPast
  }

  private let folder: ProjectFolder
  /// This program; tests name another one.
  private let program: String
  private let log: Logger
  private let state = Mutex(State())

  init(folder: ProjectFolder, program: String = LoopKeeper.ownProgram) {
    self.folder = folder
    self.program = program
    log = ProjectLog.logger("label", in: folder, level: .info)
  }

  /// This program's file.
  ///
  /// Root alone can read what /proc has of a process that was root's, so the link is followed.
  private static var ownProgram: String {
    guard Identity.user == 0, geteuid() != 0 else { return "/proc/\(getpid())/exe" }
    return (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
  }

  /// Starts a loop unless one of ours runs; called whenever the project has none.
  func start(now: Date) {
    state.withLock { state in
      guard state.loop == nil, now >= state.nextStart else { return }
      state.nextStart = now + Self.pause
      do {
        state.loop = try CompanionProcess(call()) { [weak self] failure in self?.ended(failure) }
      } catch {
        log.error("the loop cannot be started: \(error)")
      }
    }
  }

  /// Whether a loop of ours runs; it ends with this process.
  var isRunning: Bool { state.withLock { $0.loop != nil } }

  private func ended(_ failure: ModelFailure?) {
    if let failure { log.error("\(failure)") }
    state.withLock { $0.loop = nil }
  }

  private func call() -> ProgramCall {
    makeLog()
    return ProgramCall(
      name: "the loop", program: program,
      arguments: ["run", "--quiet", "--with-parent", "--", folder.path],
      environment: ProcessInfo.processInfo.environment,
      folder: FileManager.default.currentDirectoryPath, limits: .none, log: folder.loopLog)
  }

  /// Makes the log with the mode of the project's other files.
  private func makeLog() {
    let file = open(folder.loopLog, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { return }
    close(file)
  }
}
