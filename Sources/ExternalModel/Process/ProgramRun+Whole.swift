extension ProgramRun {
  /// Runs a program on bytes, and returns its standard output, of at most `RawReply.limit` bytes.
  package static func collect(
    _ call: ProgramCall, input: [UInt8]
  ) throws -> (Outcome, output: [UInt8]) {
    var (isSent, body) = (false, [UInt8]())
    let outcome = try perform(
      call,
      input: {
        defer { isSent = true }
        return isSent ? [] : input
      },
      output: { bytes in
        body += bytes
        guard body.count <= RawReply.limit else { throw RawReply.tooLong }
        return true
      })
    return (outcome, body)
  }

  /// Starts a program that reads lines, and sends SIGTERM once it reads them.
  ///
  /// It reads when it has taken more than a pipe holds; by then its signal handlers are installed.
  static func stop(_ call: ProgramCall, whileReading line: [UInt8]) throws -> StopOutcome {
    let piece = Array(repeatElement(line + [0x0A], count: 4096 / (line.count + 1) + 1).joined())
    var taken = 0
    let outcome = try perform(
      call,
      input: {
        taken += piece.count
        return piece
      }, output: { _ in true }, isStopRequested: { taken > 80_000 })
    guard case .requested? = outcome.stopReason else {
      throw outcome.failure(of: call)
        ?? ModelFailure("it ended by itself before its input did")
    }
    return outcome.stop
  }
}
