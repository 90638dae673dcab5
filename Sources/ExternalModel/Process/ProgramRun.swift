import Foundation

/// One run of a program: writes its input, reads its output, and ends it at a limit.
///
/// All of it is done on the calling thread, which polls the three streams.
package struct ProgramRun {
  /// The reason why SIGTERM was sent to a program.
  package enum StopReason {
    case timeLimit
    case requested
    case fullDisk
    case badOutput(any Error)
  }

  /// The end of a run.
  package struct Outcome {
    package let ending: ChildProcess.Ending
    package let stopReason: StopReason?
    /// Its end after SIGTERM; zero seconds if none was sent.
    let stop: StopOutcome
    let log: CappedLog
  }

  private let call: ProgramCall
  private let nextInput: () -> [UInt8]
  private let output: ((UnsafeRawBufferPointer) throws -> Bool)?
  private let isStopRequested: () -> Bool
  private var log: CappedLog
  private let child: ChildProcess
  private var inputEnd: Int32
  private var outputEnd: Int32
  private var errorEnd: Int32
  private var pending: ArraySlice<UInt8> = []
  private var stopReason: StopReason?
  private var stopTime: ContinuousClock.Instant?
  private var isKilled = false
  private var lastProgress = ContinuousClock.now
  private var lastDiskCheck = ContinuousClock.now
  private let reserve: Int

  private init(
    _ call: ProgramCall, nextInput: @escaping () -> [UInt8],
    output: ((UnsafeRawBufferPointer) throws -> Bool)?, isStopRequested: @escaping () -> Bool
  ) throws {
    self.call = call
    self.nextInput = nextInput
    self.output = output
    self.isStopRequested = isStopRequested
    log = try CappedLog(path: call.log)
    let free = DiskSpace.free(call.folder) ?? 0
    reserve = call.limits.reserve ?? min(1 << 30, free / 10)
    let (input, output, error) = (try Pipe(), try Pipe(), try Pipe())
    (inputEnd, outputEnd, errorEnd) = (input.writing, output.reading, error.reading)
    for end in [inputEnd, outputEnd, errorEnd] {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
    }
    defer {
      for end in [input.reading, output.writing, error.writing] { Foundation.close(end) }
    }
    do {
      child = try ChildProcess(
        call,
        ChildProcess.Streams(input: input.reading, output: output.writing, error: error.writing))
    } catch {
      for end in [inputEnd, outputEnd, errorEnd] { Foundation.close(end) }
      throw error
    }
  }

  /// The seconds after which a keeper that was told to kill its program is killed itself: more than the
  /// ten that it gives to processes that cannot be ended.
  private static let keeperSeconds = 12.0

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - call: The program and its limits.
  ///   - input: Gives the next piece of its standard input, an empty one at the end.
  ///   - output: Takes a piece of its standard output and returns whether the program has made
  ///     progress; what it throws ends the program. Without it the output goes to the log.
  ///   - isStopRequested: Whether SIGTERM should be sent now.
  /// - Returns: How it ended; `Outcome.failure(of:)` says whether that is a failure.
  /// - Throws: A `ModelFailure` if it could not be started.
  package static func perform(
    _ call: ProgramCall, input: @escaping () -> [UInt8] = { [] },
    output: ((UnsafeRawBufferPointer) throws -> Bool)? = nil,
    isStopRequested: @escaping () -> Bool = { false }
  ) throws -> Outcome {
    var run = try ProgramRun(
      call, nextInput: input, output: output, isStopRequested: isStopRequested)
    return ignoringBrokenPipes { run.untilEnd() }
  }

  private mutating func untilEnd() -> Outcome {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while !child.hasEnded {
      waitForStreams()
      writeInput()
      readOutput(&buffer)
      checkLimits()
    }
    let end = ContinuousClock.now
    // The last output is still in the pipes. Descendants may go on writing; only a second is waited.
    while readOutput(&buffer) && end.duration(to: .now) < .seconds(1) {}
    let ending = child.finish()
    while readOutput(&buffer) && end.duration(to: .now) < .seconds(2) {}
    for descriptor in [inputEnd, outputEnd, errorEnd] where descriptor >= 0 {
      Foundation.close(descriptor)
    }
    log.close()
    return Outcome(
      ending: ending, stopReason: stopReason,
      stop: StopOutcome(
        stopSeconds: stopTime.map { ($0.duration(to: end)).inSeconds } ?? 0,
        ignoredTerminate: isKilled),
      log: log)
  }

  /// Waits until a stream is ready, at most 10 ms: the end of the program shows on no stream.
  private func waitForStreams() {
    var streams = [
      pollfd(fd: inputEnd, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: outputEnd, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errorEnd, events: Int16(POLLIN), revents: 0),
    ]
    poll(&streams, nfds_t(streams.count), 10)
  }

  private mutating func writeInput() {
    while inputEnd >= 0 {
      if pending.isEmpty { pending = nextInput()[...] }
      guard !pending.isEmpty else { return Self.close(&inputEnd) }
      let count = pending.withUnsafeBytes { write(inputEnd, $0.baseAddress, $0.count) }
      if count < 0 && (errno == EAGAIN || errno == EINTR) { return }
      // A program may end without reading everything; its output shows whether that is right.
      guard count > 0 else { return Self.close(&inputEnd) }
      pending = pending.dropFirst(count)
    }
  }

  /// Reads from both streams, and returns whether there may be more.
  @discardableResult
  private mutating func readOutput(_ buffer: inout [UInt8]) -> Bool {
    let output = read(&buffer, from: outputEnd)
    if output > 0 {
      buffer.withUnsafeBytes { take(UnsafeRawBufferPointer(rebasing: $0[..<output])) }
    }
    let error = read(&buffer, from: errorEnd)
    if error > 0 {
      buffer.withUnsafeBytes { log.append(UnsafeRawBufferPointer(rebasing: $0[..<error])) }
    }
    // `poll` would return at once for a stream at its end.
    if output == 0 { Self.close(&outputEnd) }
    if error == 0 { Self.close(&errorEnd) }
    return output > 0 || error > 0
  }

  /// Takes a piece of standard output.
  private mutating func take(_ bytes: UnsafeRawBufferPointer) {
    guard let output else { return log.append(bytes) }
    // After the first fault the output no longer matters.
    guard stopReason == nil else { return }
    do {
      if try output(bytes) { lastProgress = .now }
    } catch {
      stop(.badOutput(error))
    }
  }

  /// Returns the count of bytes, 0 at the end of the stream, -1 if there are none now.
  private func read(_ buffer: inout [UInt8], from descriptor: Int32) -> Int {
    guard descriptor >= 0 else { return -1 }
    return buffer.withUnsafeMutableBytes {
      Foundation.read(descriptor, $0.baseAddress, $0.count)
    }
  }

  private static func close(_ descriptor: inout Int32) {
    if descriptor >= 0 { Foundation.close(descriptor) }
    descriptor = -1
  }
}

extension ProgramRun {
  /// Sends SIGTERM at a limit or on request, and SIGKILL after the grace period.
  private mutating func checkLimits() {
    let now = ContinuousClock.now
    if let stopTime {
      let seconds = stopTime.duration(to: now).inSeconds - call.limits.graceSeconds
      if isKilled, seconds > Self.keeperSeconds { child.endKeeper() }
      guard !isKilled, seconds > 0 else { return }
      isKilled = true
      child.send(SIGKILL)
    } else if isStopRequested() {
      stop(.requested)
    } else if lastProgress.duration(to: now).inSeconds > call.limits.seconds {
      stop(.timeLimit)
    } else if lastDiskCheck.duration(to: now) > .milliseconds(250) {
      lastDiskCheck = now
      if let free = DiskSpace.free(call.folder), free < reserve { stop(.fullDisk) }
    }
  }

  private mutating func stop(_ reason: StopReason) {
    guard stopReason == nil else { return }
    stopReason = reason
    stopTime = .now
    child.send(SIGTERM)
  }
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
