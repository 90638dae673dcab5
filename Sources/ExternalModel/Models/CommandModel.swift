import Dataset
import Domain
import Foundation
import Learning

/// A model that is a program: `COMMAND train …`, and `COMMAND predict …` from lines to lines.
struct CommandModel: Sendable {
  let command: [String]
  let owner: ExternalModel

  func train(_ data: TrainingData, in folder: ModelFolder) throws {
    try folder.make()
    try ModelFolder.makeAnew(folder.model)
    try ModelFolder.write(data.train, to: folder.train)
    try ModelFolder.write(data.validation, to: folder.validation)
    try ModelFolder.write(owner.model.hyperparameters, to: folder.hyperparameters)
    let call = try call(
      "train",
      ["--data", folder.train, "--validation", folder.validation, "--model", folder.model],
      in: folder, limits: owner.limits.training)
    let outcome = try ProgramRun.perform(call)
    if let failure = outcome.failure(of: call) { throw failure }
  }

  func predict(
    _ texts: [String], from folder: ModelFolder, progress: (Int) -> Void
  ) throws -> ProbabilityRows {
    try folder.make()
    let call = try call(
      "predict", ["--model", folder.model], in: folder, limits: owner.limits.prediction)
    var collector = AnswerCollector(labels: owner.labels, expected: texts.count)
    var asked = 0
    let outcome = try withoutActuallyEscaping(progress) { progress in
      try ProgramRun.perform(
        call, input: { Self.piece(of: texts, &asked, owner.labels.count) },
        output: { bytes in
          let isFurther = try collector.append(bytes)
          if isFurther { progress(collector.count) }
          return isFurther
        })
    }
    if let failure = outcome.failure(of: call) { throw failure }
    do { return try collector.finish() } catch let failure as ModelFailure {
      throw outcome.failure(of: call, because: failure.reason)
    }
  }

  /// Sends bytes as they are, and takes whatever comes back, up to the limit.
  func sendRaw(_ bytes: [UInt8], from folder: ModelFolder) throws -> RawReply {
    try folder.make()
    let call = try call(
      "predict", ["--model", folder.model], in: folder, limits: owner.limits.prediction)
    var (isSent, body) = (false, [UInt8]())
    let outcome = try ProgramRun.perform(
      call,
      input: {
        defer { isSent = true }
        return isSent ? [] : bytes
      },
      output: { bytes in
        body += bytes
        guard body.count <= RawReply.limit else { throw RawReply.tooLong }
        return true
      })
    if outcome.stopReason != nil, let failure = outcome.failure(of: call) { throw failure }
    guard case .exited(let code) = outcome.ending else {
      return RawReply(status: nil, body: body)
    }
    return RawReply(status: Int(code), body: body)
  }

  /// The lines of the next texts, about as many as a pipe holds.
  private static func piece(of texts: [String], _ asked: inout Int, _ classCount: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while asked < texts.count, bytes.count < 1 << 16 {
      RequestLines.append(texts[asked], classCount: classCount, to: &bytes)
      asked += 1
    }
    return bytes
  }

  func call(
    _ name: String, _ arguments: [String], in folder: ModelFolder, limits: ProgramLimits
  ) throws -> ProgramCall {
    guard let first = command.first else {
      throw ModelFailure("the job's Command is empty; its first entry must name a program")
    }
    var environment = ProgramEnvironment.base()
    environment["TRAINING_JOB_NAME"] = owner.jobName
    environment["SM_MODEL_DIR"] = folder.model
    environment.merge(Hyperparameters(values: owner.model.hyperparameters).environment) { $1 }
    return ProgramCall(
      name: name, program: try ProgramPath.resolve(first, from: owner.home),
      arguments: command.dropFirst() + [name] + arguments, environment: environment,
      folder: URL(filePath: owner.home).standardizedFileURL.path, limits: limits,
      log: name == "train" ? folder.trainLog : folder.predictLog)
  }
}
