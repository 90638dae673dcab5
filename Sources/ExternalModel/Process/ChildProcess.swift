import Foundation

/// A running program with its descendants, in a session of its own.
///
/// None of them outlives `finish` or this process: a watchdog process reads from a pipe and kills
/// the process group when the pipe closes before a line has come. No thread, task or signal handler
/// takes part, so that any thread may wait for a program, even one of Swift's own pool.
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

  /// The program's process; also the number of its process group.
  private let identifier: pid_t
  private let watchdog: pid_t
  /// The end of a pipe that the watchdog reads.
  private let watchdogInput: Int32
  /// The entry of the environment that the program and its descendants carry.
  private let mark: String

  init(_ call: ProgramCall, _ streams: Streams) throws {
    let pipe = try Pipe()
    defer { close(pipe.reading) }
    let null = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(null) }
    let value = UUID().uuidString
    mark = "\(MarkedProcesses.variable)=\(value)"
    var environment = call.environment
    environment[MarkedProcesses.variable] = value
    let grace = "\(Int(call.limits.graceSeconds.rounded(.up)))"
    var started: pid_t?
    do {
      let program = try Self.spawn(Self.launcher(call), environment, streams)
      started = program
      watchdog = try Self.spawn(
        ["/bin/sh", "-c", Self.watchdogScript, "\(program)", grace, mark], [:],
        Streams(input: pipe.reading, output: null, error: null))
      identifier = program
    } catch {
      if let started { kill(-started, SIGKILL) }
      close(pipe.writing)
      throw error
    }
    watchdogInput = pipe.writing
  }

  /// Signals the program and its descendants.
  func send(_ signal: Int32) {
    // The number is not used again before `finish` has reaped the child.
    kill(-identifier, signal)
  }

  /// Whether the program itself has ended; its descendants may run on.
  var hasEnded: Bool {
    var information = siginfo_t()
    let result = waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT)
    return (result != 0 && errno != EINTR) || information.si_signo != 0
  }

  /// Blocks until the program itself has ended.
  func waitForEnd() {
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0 && errno == EINTR {}
  }

  /// Kills what is left of it, and returns how the program ended; must be called once.
  func finish() -> Ending {
    send(SIGKILL)
    let status = Self.reap(identifier)
    // A line before the pipe closes tells the watchdog to do nothing.
    var lineFeed: UInt8 = 0x0A
    _ = ignoringBrokenPipes { write(watchdogInput, &lineFeed, 1) }
    close(watchdogInput)
    _ = Self.reap(watchdog)
    MarkedProcesses.kill(mark)
    return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
  }

  private static func reap(_ identifier: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    return status
  }
}

extension ChildProcess {
  /// Kills the process group `$0` when standard input ends without a line: SIGTERM first, SIGKILL
  /// after at most `$1` seconds; then every process with the entry `$2` in its environment.
  private static let watchdogScript = """
    trap '' HUP INT TERM
    read -r line || {
      kill -s TERM -- "-$0"
      i=0
      while [ "$i" -lt "$1" ] && kill -s 0 -- "-$0"; do
        sleep 1
        i=$((i+1))
      done
      kill -s KILL -- "-$0"
      for file in $(grep -lsxzF "$2" /proc/[0-9]*/environ); do
        file=${file#/proc/}
        kill -s KILL "${file%/environ}"
      done
    }
    """

  /// Sets the folder and the limits, then executes the program; no argument is read as script.
  private static let launcherScript = """
    cd -- "$0" && ulimit -c 0 && { [ -z "$1" ] || ulimit -f "$1"; } &&
    { [ -z "$2" ] || ulimit -v "$2"; } && shift 2 && exec "$@"
    """

  private static func launcher(_ call: ProgramCall) -> [String] {
    // In the units of ulimit: 512 bytes and 1,024.
    let fileSize = call.limits.capsFiles ? DiskSpace.fileLimit(call.folder) : nil
    let limits = [fileSize.map { $0 / 512 }, call.limits.memoryMB.map { $0 << 10 }]
    return ["/bin/sh", "-c", launcherScript, call.folder] + limits.map { $0.map(String.init) ?? "" }
      + [call.program] + call.arguments
  }

  private static func spawn(
    _ command: [String], _ environment: [String: String], _ streams: Streams
  ) throws -> pid_t {
    closeOnExecution()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in [streams.input, streams.output, streams.error].enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    prepare(&attributes)
    let arguments = CStrings(command)
    let variables = CStrings(environment.map { "\($0.key)=\($0.value)" })
    var identifier = pid_t()
    let code = posix_spawn(
      &identifier, command[0], &actions, &attributes, arguments.pointers, variables.pointers)
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
