import Foundation

extension ProgramRun.Outcome {
  /// Returns why the program failed; nil if it ended with code 0 and was not stopped.
  package func failure(of call: ProgramCall) -> ModelFailure? {
    reason(call).map { ModelFailure($0, lastLines: log.lastLines(), log: call.log) }
  }

  /// Returns a failure of the program's output, with its last lines.
  func failure(of call: ProgramCall, because reason: String) -> ModelFailure {
    ModelFailure("\(call.name): \(reason)", lastLines: log.lastLines(), log: call.log)
  }

  private func reason(_ call: ProgramCall) -> String? {
    switch stopReason {
    case .timeLimit:
      "\(call.name) made no progress for \(call.limits.seconds.formatted()) s and was ended; "
        + "if it needs longer, raise TimeoutSeconds"
    case .requested: "\(call.name) was stopped"
    case .fullDisk:
      "\(call.name) was ended because the disk is nearly full; free some space: \(call.folder)"
    case .badOutput(let failure as ModelFailure): "\(call.name): \(failure.reason)"
    case .badOutput(let error): "\(call.name): \(error)"
    case nil: endingReason(call)
    }
  }

  private func endingReason(_ call: ProgramCall) -> String? {
    let memory = call.limits.memoryMB.map { "; its MemoryLimitMB is \($0)" } ?? ""
    if ending == .signalled(SIGXFSZ) {
      return "\(call.name) wrote a file larger than half of the free disk and was ended"
    }
    return ending.failure.map { "\(call.name) \($0)\(memory)" }
  }
}

extension ChildProcess.Ending {
  /// The program's end as a predicate; nil if it ended well.
  package var failure: String? {
    switch self {
    case .exited(0): return nil
    case .exited(let code): return "ended with code \(code)"
    case .signalled(let signal):
      let name = strsignal(signal).map { String(cString: $0) } ?? "signal"
      return "was ended by signal \(signal) (\(name))"
    }
  }
}
