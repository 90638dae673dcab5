import Dataset
import Domain
import Foundation

/// A user's model with the folder that it learns in, ready to be asked what no loop would ask.
struct ContractCheckSubject {
  let model: ExternalModel
  let folder: String

  /// Whether a bad line is answered by a line of its own, as an executable does, and not by a
  /// status, as a service does.
  var answersEachLine: Bool {
    if case .command = model.model.kind { true } else { false }
  }

  /// Runs the model while the body asks it.
  func serve<Value>(_ body: (ContractCheckSession) throws -> Value) throws -> Value {
    try model.withService(from: folder) { connection in
      try body(ContractCheckSession(subject: self, connection: connection))
    }
  }

  /// Sends SIGTERM to the model while it works.
  func stop(asking line: [UInt8]) throws -> ContractEnding {
    switch model.model.kind {
    case .endpoint, .builtIn: return .notOurs
    case .command(let command):
      let program = CommandModel(command: command, owner: model)
      let call = try program.call(
        "predict", ["--model", ModelFolder(folder).model], in: ModelFolder(folder),
        limits: model.limits.prediction)
      return try ContractEnding.of(call, reading: line)
    case .container, .image:
      var ending = ContractEnding.notOurs
      try model.withService(
        from: folder,
        ended: { end in
          ending =
            end.ignoredTerminate
            ? .killed(afterSeconds: end.stopSeconds) : .gone(afterSeconds: end.stopSeconds)
        }, { _ = try $0.sendRaw(line) })
      return ending
    }
  }

  /// The last of what the model said on standard error, for the words of a failure.
  var lastWords: String {
    let log = ModelFolder(folder).predictLog
    guard let data = FileManager.default.contents(atPath: log) else { return "" }
    let lines = data.suffix(2000).split(separator: 0x0A).suffix(2)
    return lines.isEmpty
      ? "" : "; it said: " + lines.map { "\(SafeExcerpt($0))" }.joined(separator: " | ")
  }
}

/// A model while it runs.
struct ContractCheckSession {
  let subject: ContractCheckSubject
  let connection: ModelConnection

  /// Sends request lines as they are, in as many requests as the job's `BatchStrategy` asks for.
  func ask(_ lines: [[UInt8]]) throws -> ContractReply {
    guard subject.model.model.batchStrategy == .singleRecord, !subject.answersEachLine else {
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
    } catch is Invocations.ServiceGone {
      throw ContractFault("serve ended by itself\(subject.lastWords)")
    }
    return ContractReply(bytes: reply.body, refusal: refusal(reply))
  }

  private func refusal(_ reply: RawReply) -> String? {
    if subject.answersEachLine {
      guard reply.status != 0 else { return nil }
      let ending = reply.status.map { "ended with code \($0)" } ?? "was ended by a signal"
      return "predict \(ending)\(subject.lastWords)"
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

/// What SIGTERM did.
enum ContractEnding: Equatable {
  case gone(afterSeconds: Double)
  case killed(afterSeconds: Double)
  /// It runs elsewhere, and is not ours to stop.
  case notOurs

  var outcome: ContractCheck.Outcome {
    switch self {
    case .gone(let seconds): .passed("\(Int((seconds * 1000).rounded(.up))) ms")
    case .killed(let seconds):
      .failed(
        "still there after \(Int(seconds.rounded())) s, and killed; "
          + "expected its end, so that a round can be called off")
    case .notOurs: .skipped("it runs elsewhere and is not ours to stop")
    }
  }

  /// Starts a program that reads lines, and sends SIGTERM when it does.
  ///
  /// It reads when it has taken more than a pipe holds. By then it has set up whatever it does about
  /// signals; one sent to a program that is only starting would tell nothing.
  static func of(_ call: ProgramCall, reading line: [UInt8]) throws -> ContractEnding {
    let piece = Array(repeatElement(line + [0x0A], count: 4096 / (line.count + 1) + 1).joined())
    var taken = 0
    let outcome = try ProgramRun.perform(
      call,
      input: {
        taken += piece.count
        return piece
      }, output: { _ in true }, isStopAsked: { taken > 80_000 })
    guard case .asked? = outcome.stopReason else {
      throw outcome.failure(of: call)
        ?? ModelFailure("it ended by itself while lines were still coming")
    }
    return outcome.ignoredTerminate
      ? .killed(afterSeconds: outcome.stopSeconds) : .gone(afterSeconds: outcome.stopSeconds)
  }
}
