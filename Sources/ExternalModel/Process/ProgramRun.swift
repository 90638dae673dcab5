import Foundation

/// A program from start to end: fed, listened to, and ended when it goes too far.
///
/// One thread does it all, by waiting for whichever of its streams is ready.
package struct ProgramRun {
  /// Why a program was told to end.
  package enum StopReason {
    case timeLimit
    case asked
    case fullDisk
    case badOutput(any Error)
  }

  /// How it went.
  package struct Outcome {
    package let ending: ChildProcess.Ending
    package let stopReason: StopReason?
    /// How it ended after SIGTERM, if it was told to end.
    let stop: StopOutcome
    let log: CappedLog
  }

  private let call: ProgramCall
  private let nextInput: () -> [UInt8]
  private let output: ((UnsafeRawBufferPointer) throws -> Bool)?
  private let isStopAsked: () -> Bool
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
  private var lastLook = ContinuousClock.now
  private let reserve: Int

  /// Starts it.
  ///
  /// `nextInput` gives the next piece of its standard input, nothing at the end. `output` takes its
  /// standard output and tells whether it got further; nil sends it to the log.
  private init(
    _ call: ProgramCall, nextInput: @escaping () -> [UInt8],
    output: ((UnsafeRawBufferPointer) throws -> Bool)?, isStopAsked: @escaping () -> Bool
  ) throws {
    var call = call
    call.environment[StrayProcesses.variable] = UUID().uuidString
    self.call = call
    self.nextInput = nextInput
    self.output = output
    self.isStopAsked = isStopAsked
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

  /// Runs a program to its end.
  ///
  /// `input` gives the next piece of its standard input, nothing at the end. `output` takes its
  /// standard output and tells whether it got further; nil sends it to the log.
  package static func perform(
    _ call: ProgramCall, input: @escaping () -> [UInt8] = { [] },
    output: ((UnsafeRawBufferPointer) throws -> Bool)? = nil,
    isStopAsked: @escaping () -> Bool = { false }
  ) throws -> Outcome {
    var run = try ProgramRun(
      call, nextInput: input, output: output, isStopAsked: isStopAsked)
    return try ignoringBrokenPipes { try run.follow() }
  }

  private mutating func follow() throws -> Outcome {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while !child.hasEnded {
      waitForStreams()
      feed()
      listen(&buffer)
      watch()
    }
    let end = ContinuousClock.now
    // What it said at last is still in the pipes; what its descendants go on saying is not waited
    // for.
    while listen(&buffer) && end.duration(to: .now) < .seconds(1) {}
    let ending = child.finish()
    call.environment[StrayProcesses.variable].map(StrayProcesses.kill)
    while listen(&buffer) && end.duration(to: .now) < .seconds(2) {}
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

  /// Waits until a stream is ready, or for a moment: the program's end has no stream.
  private func waitForStreams() {
    var streams = [
      pollfd(fd: inputEnd, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: outputEnd, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errorEnd, events: Int16(POLLIN), revents: 0),
    ]
    poll(&streams, nfds_t(streams.count), 10)
  }

  private mutating func feed() {
    while inputEnd >= 0 {
      if pending.isEmpty { pending = nextInput()[...] }
      guard !pending.isEmpty else { return Self.close(&inputEnd) }
      let count = pending.withUnsafeBytes { write(inputEnd, $0.baseAddress, $0.count) }
      if count < 0 && (errno == EAGAIN || errno == EINTR) { return }
      // A program may end without reading everything; its answers tell whether that is right.
      guard count > 0 else { return Self.close(&inputEnd) }
      pending = pending.dropFirst(count)
    }
  }

  /// Takes what both streams have, and tells whether there may be more.
  @discardableResult
  private mutating func listen(_ buffer: inout [UInt8]) -> Bool {
    let said = read(&buffer, from: outputEnd)
    if said > 0 { buffer.withUnsafeBytes { hear(UnsafeRawBufferPointer(rebasing: $0[..<said])) } }
    let complained = read(&buffer, from: errorEnd)
    if complained > 0 {
      buffer.withUnsafeBytes { log.append(UnsafeRawBufferPointer(rebasing: $0[..<complained])) }
    }
    // A stream at its end would wake the wait for ever.
    if said == 0 { Self.close(&outputEnd) }
    if complained == 0 { Self.close(&errorEnd) }
    return said > 0 || complained > 0
  }

  private mutating func hear(_ bytes: UnsafeRawBufferPointer) {
    guard let output else { return log.append(bytes) }
    // After its first fault nothing that it says matters.
    guard stopReason == nil else { return }
    do {
      if try output(bytes) { lastProgress = .now }
    } catch {
      stop(.badOutput(error))
    }
  }

  /// Returns the count of bytes, 0 at the end, -1 if there is nothing now.
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
  /// Looks after limits and wishes to end.
  private mutating func watch() {
    let now = ContinuousClock.now
    if let stopTime {
      guard !isKilled, stopTime.duration(to: now).inSeconds > call.limits.graceSeconds else {
        return
      }
      isKilled = true
      child.send(SIGKILL)
    } else if isStopAsked() {
      stop(.asked)
    } else if lastProgress.duration(to: now).inSeconds > call.limits.seconds {
      stop(.timeLimit)
    } else if lastLook.duration(to: now) > .milliseconds(250) {
      lastLook = now
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
