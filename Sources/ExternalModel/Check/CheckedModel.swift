import Dataset
import Domain
import Foundation

/// A user's model under check, with the folder of its training.
struct CheckedModel {
  let backend: any ModelBackend
  let folder: String

  /// Runs the model while the body asks it.
  func serve<Value>(_ body: (CheckedSession) throws -> Value) throws -> Value {
    try backend.withService(from: folder) { connection in
      try body(CheckedSession(model: self, connection: connection))
    }
  }

  /// Checks that SIGTERM ends the model while it works on a request.
  func stop(asking line: [UInt8]) throws -> ContractCheck.Outcome {
    try backend.stop(asking: line, from: folder).map(ContractCheck.Outcome.init)
      ?? .skipped("it runs elsewhere and is not ours to stop")
  }

  /// The path of the model's standard error.
  var log: String { ModelFolder(folder).predictLog }

  /// The last lines of the log.
  var lastLines: [String] {
    let data = FileManager.default.contents(atPath: log) ?? Data()
    return data.suffix(2000).split(separator: 0x0A).suffix(2).map { "\(SafeExcerpt($0))" }
  }
}

/// A connection to the model under check.
struct CheckedSession {
  let model: CheckedModel
  let connection: any ModelConnection

  /// Sends request lines unchanged: all in one request, or one each if the job's `BatchStrategy` is
  /// SingleRecord.
  func ask(_ lines: [[UInt8]]) throws -> UncheckedReply {
    guard model.backend.settings.model.batchStrategy == .singleRecord,
      !model.backend.answersEachLine
    else {
      return try send(Array(lines.map { $0 + [0x0A] }.joined()))
    }
    var bytes: [UInt8] = []
    for line in lines {
      let reply = try send(line + [0x0A])
      guard reply.refusal == nil else { return reply }
      bytes += reply.bytes
      if bytes.last != 0x0A { bytes.append(0x0A) }
    }
    return UncheckedReply(bytes: bytes)
  }

  private func send(_ bytes: [UInt8]) throws -> UncheckedReply {
    let reply: RawReply
    do {
      reply = try connection.sendRaw(bytes)
    } catch let failure as ModelFailure where failure == .processEnded {
      throw ModelFailure(failure.reason, lastLines: model.lastLines, log: model.log)
    }
    return UncheckedReply(bytes: reply.body, refusal: refusal(reply))
  }

  private func refusal(_ reply: RawReply) -> String? {
    if model.backend.answersEachLine {
      guard reply.status != 0 else { return nil }
      let ending = reply.status.map { "ended with code \($0)" } ?? "was ended by a signal"
      return "\(ModelFailure("predict \(ending)", lastLines: model.lastLines))"
    }
    let status = reply.status ?? 0
    guard !(200..<300).contains(status) else { return nil }
    return "status \(status): \(SafeExcerpt(reply.body))"
  }
}

/// The output of a model or a strategy, before any check.
struct UncheckedReply: Equatable {
  let bytes: [UInt8]
  /// A status or an exit code other than success, in words; nil for success.
  var refusal: String?

  /// The lines, without their line ends.
  var lines: [[UInt8]] {
    let all = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return (all.last?.isEmpty == true ? all.dropLast() : all).map { line in
      Array(line.last == 0x0D ? line.dropLast() : line)
    }
  }
}

extension ContractCheck.Outcome {
  /// Passes if SIGTERM was enough.
  init(_ stop: StopOutcome) {
    self =
      stop.ignoredTerminate
      ? .failed(
        "still there after \(Int(stop.stopSeconds.rounded())) s, and killed; "
          + "expected its end, so that a round can be called off")
      : .passed("\(Int((stop.stopSeconds * 1000).rounded(.up))) ms")
  }
}
