import CProcess
import Foundation

/// A running program with its descendants, in a session of its own.
///
/// None of them outlives `finish` or this process: a keeper, a small process of ours, is the parent
/// of all that the program leaves behind (CProcess), and ends it when its orders end. No thread,
/// task or signal handler takes part, so that any thread may wait for a program, even one of Swift's
/// own pool.
package struct ChildProcess {
  /// The file descriptors that become the child's.
  struct Streams {
    let input: Int32
    let output: Int32
    let error: Int32
  }

  /// The end of a program.
  package enum Ending: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  /// The keeper, which ends as the program does.
  private let keeper: pid_t
  /// The end of a pipe that the keeper reads.
  private let orders: Int32
  private let mark: ProcessMark

  init(_ call: ProgramCall, _ streams: Streams) throws {
    let pipe = try Pipe()
    defer { close(pipe.reading) }
    let mark = ProcessMark()
    do {
      keeper = try RunningPrograms.start(pipe.writing) {
        try Self.spawn(
          Self.keeperArguments(call, mark), call.environment, streams, orders: pipe.reading)
      }
    } catch {
      RunningPrograms.remove(pipe.writing)
      close(pipe.writing)
      throw error
    }
    (orders, self.mark) = (pipe.writing, mark)
  }

  /// Signals the program and its process group: SIGTERM or SIGKILL.
  func send(_ signal: Int32) {
    var order = UInt8(signal == SIGKILL ? CP_ORDER_KILL : CP_ORDER_TERMINATE)
    _ = ignoringBrokenPipes { write(orders, &order, 1) }
    // The program may have stopped it.
    kill(keeper, SIGCONT)
  }

  /// Kills a keeper that does not obey; `finish` ends what it leaves.
  func endKeeper() { kill(keeper, SIGKILL) }

  /// Whether the program has ended, and all that it left behind.
  var hasEnded: Bool {
    var information = siginfo_t()
    let result = waitid(P_PID, id_t(keeper), &information, WEXITED | WNOHANG | WNOWAIT)
    return (result != 0 && errno != EINTR) || information.si_signo != 0
  }

  /// Blocks until the program has ended.
  func waitForEnd() {
    var information = siginfo_t()
    while waitid(P_PID, id_t(keeper), &information, WEXITED | WNOWAIT) != 0 && errno == EINTR {}
  }

  /// Kills what is left of it, and returns how the program ended; must be called once.
  func finish() -> Ending {
    send(SIGKILL)
    let status = Self.reap(keeper)
    RunningPrograms.remove(orders)
    close(orders)
    // The descendants of a program whose keeper was killed are this process's children now, and are
    // found by their mark, too.
    if status & 0x7F == SIGKILL {
      cp_end_adopted()
      mark.endProcesses()
    }
    return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
  }

  private static func reap(_ identifier: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    return status
  }
}

extension ChildProcess {
  private static func keeperArguments(_ call: ProgramCall, _ mark: ProcessMark) -> [String] {
    let fileSize = call.limits.capsFiles ? DiskSpace.fileLimit(call.folder) : nil
    let limits = [fileSize, call.limits.memoryMB.map { $0 << 20 }]
    return [CP_KEEPER_NAME, mark.entry, "\(mark.limit.number)", call.folder]
      + limits.map { $0.map(String.init) ?? "" } + [call.program] + call.arguments
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String: String], _ streams: Streams, orders: Int32
  ) throws -> pid_t {
    closeOnExecution()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in [streams.input, streams.output, streams.error, orders].enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    prepare(&attributes)
    let arguments = CStrings(arguments)
    let variables = CStrings(environment.map { "\($0.key)=\($0.value)" })
    var identifier = pid_t()
    let code = posix_spawn(
      &identifier, "/proc/self/exe", &actions, &attributes, arguments.pointers, variables.pointers)
    guard code == 0 else {
      throw ModelFailure("no process can be started: \(String(cString: strerror(code)))")
    }
    return identifier
  }

  /// Asks for default signal handlers and for a session of its own, without a terminal: a program
  /// can neither read from it nor write over the screen.
  private static func prepare(_ attributes: inout posix_spawnattr_t) {
    var (all, none) = (sigset_t(), sigset_t())
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    // POSIX_SPAWN_SETSID, which glibc declares for _GNU_SOURCE only.
    let ownSession: Int32 = 0x80
    posix_spawnattr_setflags(
      &attributes, Int16(Int32(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) | ownSession))
  }

  /// Marks this process's descriptors as closed in programs that it starts.
  private static func closeOnExecution() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for descriptor in names.compactMap({ Int32($0) }) where descriptor > 2 {
      let flags = fcntl(descriptor, F_GETFD)
      if flags >= 0 && flags & FD_CLOEXEC == 0 {
        _ = fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC)
      }
    }
  }
}

/// A list of C strings that ends with nil, as `execve` takes it.
private final class CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    pointers = strings.map { strdup($0) } + [nil]
  }

  deinit { pointers.forEach { free($0) } }
}
