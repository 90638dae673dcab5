import Foundation
import Glibc
import Subprocess
import TestSupport
import Testing

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The processes that a model leaves, in whatever session and with whatever environment.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
struct LeftProcessTests {
  /// A model that leaves daemons (two forks, a session of their own), one of them without its
  /// environment, notes their numbers, ignores SIGTERM and works on for ever.
  private static let model = """
    #!/usr/bin/python3
    import os, signal, sys, time
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    def daemon(environment):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                open("daemons", "a").write(f"{os.getpid()}\\n")
                os.execve("/bin/sleep", ["sleep", "600"], environment)
            os._exit(0)
        os.wait()
    daemon({})
    daemon(os.environ)
    open("daemons", "a").write(f"{os.getpid()}\\n")
    if "kill-keeper" in os.listdir("."):
        while len(open("daemons").readlines()) < 3: time.sleep(0.01)
        os.kill(os.getppid(), 9)
    if "stop-keeper" in os.listdir("."): os.kill(os.getppid(), signal.SIGSTOP)
    if "end" in os.listdir("."):
        while len(open("daemons").readlines()) < 3: time.sleep(0.01)
        sys.exit(3)
    time.sleep(600)
    """

  private let folder: TemporaryFolder
  private let project: String

  init() async throws {
    folder = try TemporaryFolder()
    try folder.write("model.py", Self.model)
    chmod(folder.path("model.py"), 0o700)
    project = try await Program.project(
      in: folder, labeled: 80,
      activeLearning: #"{"TargetAccuracy": 0.7, "Model": {"Command": ["./model.py"]}}"#)
  }

  /// The numbers of the model and its daemons.
  private var processes: [pid_t] {
    ((try? folder.read("daemons")) ?? "").split(separator: "\n").compactMap { pid_t($0) }
  }

  private func isRunning(_ process: pid_t) -> Bool {
    let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return stat.map { !$0.contains(") Z ") } ?? false
  }

  private func wait(until isRight: () -> Bool) async throws {
    for _ in 0..<3000 where !isRight() { try await Task.sleep(for: .milliseconds(10)) }
    #expect(isRight())
  }

  /// Runs the loop until the model works, and lets `end` end it.
  private func running(
    _ end: @Sendable (pid_t) async throws -> Void
  ) async throws -> TerminationStatus {
    try await Subprocess.run(
      .path(FilePath(Program.path)), arguments: ["run", project, "--quiet"], input: .none,
      output: .discarded, error: .discarded
    ) { execution in
      try await wait { processes.count == 3 }
      try await end(pid_t(execution.processIdentifier.value))
    }.terminationStatus
  }

  @Test("Nothing of a model is left when the loop has ended on SIGTERM, and no failure is noted")
  func terminated() async throws {
    let status = try await running { kill($0, SIGTERM) }
    #expect(status == .exited(143))
    #expect(processes.filter(isRunning).isEmpty)
    let loop = try await Program.status(project)["loop"] as? [String: Any]
    #expect(loop?["failure"] is NSNull?)
  }

  @Test("Nothing of a model is left when its program has ended")
  func ended() async throws {
    try folder.write("end", "")
    #expect(try await !Program.run("run", project, "--once", "--quiet").succeeded)
    #expect(processes.count >= 3 && processes.filter(isRunning).isEmpty)
  }

  @Test("Nothing of a model is left that kills the process that keeps it")
  func keeperKilled() async throws {
    try folder.write("kill-keeper", "")
    #expect(try await !Program.run("run", project, "--once", "--quiet").succeeded)
    #expect(processes.count >= 3 && processes.filter(isRunning).isEmpty)
  }

  @Test("Nothing of a model is left that stops the process that keeps it")
  func keeperStopped() async throws {
    try folder.write("stop-keeper", "")
    let status = try await running { kill($0, SIGTERM) }
    #expect(status == .exited(143))
    #expect(processes.filter(isRunning).isEmpty)
  }

  @Test("After SIGKILL of the loop its programs end by themselves")
  func killed() async throws {
    _ = try await running { kill($0, SIGKILL) }
    try await wait { processes.filter(isRunning).isEmpty }
  }

  @Test("After SIGKILL of the loop and all that is its own, the lead's next command ends the rest")
  func allKilled() async throws {
    _ = try await running { loop in
      let keepers = try await Subprocess.run(
        .name("pgrep"), arguments: ["-P", "\(loop)"], output: .string(limit: 1000))
      kill(loop, SIGSTOP)
      for keeper in keepers.standardOutput.split(separator: "\n").compactMap({ pid_t($0) }) {
        kill(keeper, SIGKILL)
      }
      kill(loop, SIGKILL)
    }
    // One of them has done away with its environment.
    #expect(processes.filter(isRunning).count >= 2)
    let next = try await Program.run("status", project)
    #expect(next.succeeded && next.errors.contains("a killed winnow had left running"))
    #expect(next.errors.contains("sleep 600"), "\(next.errors)")
    try await wait { processes.filter(isRunning).isEmpty }
    let last = try await Program.run("status", project)
    #expect(last.errors.isEmpty, "\(last.errors)")
  }

  @Test("Nothing of a model is left when its check is ended")
  func check() async throws {
    let status = try await Subprocess.run(
      .path(FilePath(Program.path)),
      arguments: ["model", "check", "--command", folder.path("model.py")],
      workingDirectory: FilePath(folder.url.path), input: .none, output: .discarded,
      error: .discarded
    ) { execution in
      try await wait { processes.count == 3 }
      kill(pid_t(execution.processIdentifier.value), SIGTERM)
    }.terminationStatus
    #expect(status == .exited(143))
    #expect(processes.filter(isRunning).isEmpty)
  }
}
