import Dataset
import Domain
import Foundation
import Learning

/// A model that is an executable: `COMMAND train …`, and `COMMAND predict …`, which answers each line
/// of its input with a line.
struct CommandModel: ModelBackend {
  let command: [String]
  var settings: ModelSettings

  var isTrained: Bool { true }
  var answersEachLine: Bool { true }

  func checkPrograms() throws { _ = try program() }

  func train(_ data: TrainingData, in folder: String) throws {
    let folder = ModelFolder(folder)
    try folder.make()
    try ModelFolder.makeAnew(folder.model)
    try ModelFolder.write(data.train, to: folder.train)
    try ModelFolder.write(data.validation, to: folder.validation)
    try ModelFolder.write(settings.model.hyperparameters, to: folder.hyperparameters)
    let call = try call(
      "train",
      ["--data", folder.train, "--validation", folder.validation, "--model", folder.model],
      in: folder)
    let outcome = try ProgramRun.perform(call)
    if let failure = outcome.failure(of: call) { throw failure }
  }

  func modelPath(in folder: String) -> String? { ModelFolder(folder).model }

  func withService<Value>(
    from folder: String, _ body: (any ModelConnection) throws -> Value
  ) throws -> Value {
    let folder = ModelFolder(folder)
    try folder.make()
    return try body(
      CommandConnection(call: try predictCall(in: folder), labels: settings.labels))
  }

  func stop(asking line: [UInt8], from folder: String) throws -> StopOutcome? {
    try ProgramRun.stop(try predictCall(in: ModelFolder(folder)), whileReading: line)
  }

  private func predictCall(in folder: ModelFolder) throws -> ProgramCall {
    try call("predict", ["--model", folder.model], in: folder)
  }

  private func call(
    _ name: String, _ arguments: [String], in folder: ModelFolder
  ) throws -> ProgramCall {
    var environment = ProgramEnvironment.base()
    environment["TRAINING_JOB_NAME"] = settings.jobName
    environment["SM_MODEL_DIR"] = folder.model
    environment.merge(Hyperparameters(values: settings.model.hyperparameters).environment) { $1 }
    let isTraining = name == "train"
    return ProgramCall(
      name: name, program: try program(), arguments: command.dropFirst() + [name] + arguments,
      environment: environment, folder: URL(filePath: settings.home).standardizedFileURL.path,
      limits: isTraining ? settings.limits.training : settings.limits.prediction,
      log: isTraining ? folder.trainLog : folder.predictLog)
  }

  private func program() throws -> String {
    try ProgramPath.resolve(command.first ?? "", from: settings.home)
  }
}

/// The program `COMMAND predict`, started anew for each question.
private struct CommandConnection: ModelConnection {
  let call: ProgramCall
  let labels: [String]

  func predict(_ texts: [String], progress: @Sendable (Int) -> Void) throws -> ProbabilityRows {
    var collector = AnswerCollector(labels: labels, expected: texts.count)
    var asked = 0
    let outcome = try withoutActuallyEscaping(progress) { progress in
      try ProgramRun.perform(
        call, input: { piece(of: texts, &asked) },
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

  /// Returns the request lines of the next texts, about as many bytes as a pipe holds.
  private func piece(of texts: [String], _ asked: inout Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while asked < texts.count, bytes.count < 1 << 16 {
      RequestLines.append(texts[asked], classCount: labels.count, to: &bytes)
      asked += 1
    }
    return bytes
  }

  func sendRaw(_ bytes: [UInt8]) throws -> RawReply {
    let (outcome, body) = try ProgramRun.collect(call, input: bytes)
    if outcome.stopReason != nil, let failure = outcome.failure(of: call) { throw failure }
    guard case .exited(let code) = outcome.ending else {
      return RawReply(status: nil, body: body)
    }
    return RawReply(status: Int(code), body: body)
  }
}
