import Dataset
import Domain
import Foundation

/// A user's model with the folder that it learns in, ready to be asked what no loop would ask.
struct ContractCheckSubject {
  let model: any ModelBackend
  let folder: String

  /// Runs the model while the body asks it.
  func serve<Value>(_ body: (ContractCheckSession) throws -> Value) throws -> Value {
    try model.withService(from: folder) { connection in
      try body(ContractCheckSession(subject: self, connection: connection))
    }
  }

  /// Sends SIGTERM to the model while it works.
  func stop(asking line: [UInt8]) throws -> ContractCheck.Outcome {
    try model.stop(asking: line, from: folder).map(ContractCheck.Outcome.init)
      ?? .skipped("it runs elsewhere and is not ours to stop")
  }

  /// What the model writes to standard error.
  var log: String { ModelFolder(folder).predictLog }

  /// The last lines of the log.
  var lastLines: [String] {
    let data = FileManager.default.contents(atPath: log) ?? Data()
    return data.suffix(2000).split(separator: 0x0A).suffix(2).map { "\(SafeExcerpt($0))" }
  }
}

/// A model while it runs.
struct ContractCheckSession {
  let subject: ContractCheckSubject
  let connection: any ModelConnection

  /// Sends request lines as they are, in as many requests as the job's `BatchStrategy` asks for.
  func ask(_ lines: [[UInt8]]) throws -> ContractReply {
    guard subject.model.settings.model.batchStrategy == .singleRecord,
      !subject.model.answersEachLine
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
    return ContractReply(bytes: bytes)
  }

  private func send(_ bytes: [UInt8]) throws -> ContractReply {
    let reply: RawReply
    do {
      reply = try connection.sendRaw(bytes)
    } catch let failure as ModelFailure where failure == .processEnded {
      throw ModelFailure(failure.reason, lastLines: subject.lastLines, log: subject.log)
    }
    return ContractReply(bytes: reply.body, refusal: refusal(reply))
  }

  private func refusal(_ reply: RawReply) -> String? {
    if subject.model.answersEachLine {
      guard reply.status != 0 else { return nil }
      let ending = reply.status.map { "ended with code \($0)" } ?? "was ended by a signal"
      return "\(ModelFailure("predict \(ending)", lastLines: subject.lastLines))"
    }
    let status = reply.status ?? 0
    guard !(200..<300).contains(status) else { return nil }
    return "status \(status): \(SafeExcerpt(reply.body))"
  }
}

/// What a model or a strategy gave back, before anything of it is believed.
struct ContractReply: Equatable {
  let bytes: [UInt8]
  /// How it refused: a status, an exit code; nil if it says that all went well.
  var refusal: String?

  /// The lines, without their ends.
  var lines: [[UInt8]] {
    let all = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return (all.last?.isEmpty == true ? all.dropLast() : all).map { line in
      Array(line.last == 0x0D ? line.dropLast() : line)
    }
  }
}

extension ContractCheck.Outcome {
  /// Passes a program that SIGTERM was enough for.
  init(_ stop: StopOutcome) {
    self =
      stop.ignoredTerminate
      ? .failed(
        "still there after \(Int(stop.stopSeconds.rounded())) s, and killed; "
          + "expected its end, so that a round can be called off")
      : .passed("\(Int((stop.stopSeconds * 1000).rounded(.up))) ms")
  }
}
