import Foundation

/// A running program with its descendants: a session of its own, which ends with this process.
///
/// Nothing of it can outlive `finish`, nor this process: a watchdog holds the other end of a pipe,
/// and ends the whole group when the pipe closes without a word. No thread, task or signal handler
/// takes part, so that any thread may wait for a program, even one of Swift's own pool.
package struct ChildProcess {
  /// The file descriptors that become the child's.
  struct Streams {
    let input: Int32
    let output: Int32
    let error: Int32
  }

  /// How a program came to its end.
  package enum Ending: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  /// Also the number of its process group.
  private let identifier: pid_t
  private let watchdog: pid_t
  private let leash: Int32

  init(_ call: ProgramCall, _ streams: Streams) throws {
    let leash = try Pipe()
    defer { close(leash.reading) }
    let nowhere = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nowhere) }
    let name = StrayProcesses.variable
    let mark = "\(name)=\(call.environment[name] ?? "")"
    let grace = "\(Int(call.limits.graceSeconds.rounded(.up)))"
    var started: pid_t?
    do {
      let program = try Self.spawn(Self.launcher(call), call.environment, streams)
      started = program
      watchdog = try Self.spawn(
        ["/bin/sh", "-c", Self.watchdogScript, "\(program)", grace, mark], [:],
        Streams(input: leash.reading, output: nowhere, error: nowhere))
      identifier = program
    } catch {
      if let started { kill(-started, SIGKILL) }
      close(leash.writing)
      throw error
    }
    self.leash = leash.writing
  }

  /// Signals the program and its descendants.
  func send(_ signal: Int32) {
    // Never a number that is used again: nobody reaps the child before `finish`.
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

  /// Ends what is left of it, and tells how the program ended; to be called once.
  func finish() -> Ending {
    send(SIGKILL)
    let status = Self.reap(identifier)
    // A word before the pipe closes: the watchdog has nothing to do.
    var word: UInt8 = 0x0A
    _ = ignoringBrokenPipes { write(leash, &word, 1) }
    close(leash)
    _ = Self.reap(watchdog)
    return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
  }

  private static func reap(_ identifier: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    return status
  }
}

extension ChildProcess {
  /// Ends the group `$0` when standard input ends without a line: SIGTERM first, and SIGKILL after
  /// `$1` seconds at the latest; then whatever carries the mark `$2` in its environment.
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

  /// Sets folder and limits, then becomes the program: no word of the user's is read as script.
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
    _ words: [String], _ environment: [String: String], _ streams: Streams
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
    let arguments = CStrings(words)
    let variables = CStrings(environment.map { "\($0.key)=\($0.value)" })
    var identifier = pid_t()
    let code = posix_spawn(
      &identifier, words[0], &actions, &attributes, arguments.pointers, variables.pointers)
    guard code == 0 else {
      throw ModelFailure("no process can be started: \(String(cString: strerror(code)))")
    }
    return identifier
  }

  /// Signals as they are by default, and a session of its own: without a terminal a program can
  /// neither ask there nor write over the screen.
  private static func prepare(_ attributes: inout posix_spawnattr_t) {
    var (all, none) = (sigset_t(), sigset_t())
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    // POSIX_SPAWN_SETSID, which the C library shows to GNU programs only.
    let ownSession: Int32 = 0x80
    posix_spawnattr_setflags(
      &attributes, Int16(Int32(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) | ownSession))
  }

  /// Keeps this process's files and connections from the programs that it starts.
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

/// Strings as C's `execve` takes them.
private final class CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    pointers = strings.map { strdup($0) } + [nil]
  }

  deinit { pointers.forEach { free($0) } }
}
