internal import Dataset
internal import Foundation
internal import Learning

/// A model that is a pair of programs, `train` and `serve`, as SageMaker runs them.
struct ContainerModel: Sendable {
  let owner: ExternalModel
  let folder: ModelFolder

  func train(_ data: TrainingData) throws {
    let hyperparameters = Hyperparameters(values: owner.model.hyperparameters)
    try hyperparameters.checkInputMode()
    try folder.make()
    try folder.tree.make(data, hyperparameters: hyperparameters.values)
    let call = try call(
      "train", variables: hyperparameters.environment, log: folder.trainLog,
      limits: owner.limits.training)
    let outcome = try ProgramRun.perform(call)
    guard let failure = outcome.failure(of: call) else { return }
    guard let reason = folder.tree.failureReason else { throw failure }
    throw ModelFailure(
      "\(failure.reason); its output/failure says: \(reason)", lastLines: failure.lastLines,
      log: failure.log)
  }

  /// Runs `serve` while the body asks it.
  func serve<Value>(
    ended: (ServiceEnd) -> Void, _ body: (ModelConnection) throws -> Value
  ) throws -> Value {
    try folder.make()
    try ModelFolder.make(folder.tree.model)
    let service = try startService()
    let result = Result { try body(try service.connection(owner: owner)) }
    let outcome = try service.stop()
    ended(
      ServiceEnd(
        stopSeconds: outcome.stopSeconds, ignoredTerminate: outcome.ignoredTerminate))
    do {
      return try result.get()
    } catch is Invocations.ServiceGone {
      throw outcome.failure(of: service.call)
        ?? outcome.failure(
          of: service.call, because: "it ended by itself while it was needed")
    } catch let failure as ModelFailure where failure.log == nil {
      throw outcome.failure(of: service.call, because: failure.reason)
    }
  }

  /// Starts `serve` on a free port, on another one if somebody takes that first.
  private func startService() throws -> ServedProcess {
    var attempts = 0
    while true {
      attempts += 1
      let port = try LoopbackPort.free()
      let service = ServedProcess(try serveCall(port: port), port: port)
      do {
        try service.waitUntilReady(seconds: owner.limits.seconds)
        return service
      } catch {
        let outcome = try service.stop()
        let isTaken = !LoopbackPort.isFree(port) || outcome.log.mentions("in use")
        if error is Invocations.ServiceGone, isTaken, attempts < 3 { continue }
        if let failure = error as? ModelFailure {
          throw outcome.failure(of: service.call, because: failure.reason)
        }
        throw outcome.failure(of: service.call)
          ?? outcome.failure(of: service.call, because: "it ended before it answered /ping")
      }
    }
  }

  private func serveCall(port: UInt16) throws -> ProgramCall {
    let strategy = owner.model.batchStrategy == .multiRecord ? "MULTI_RECORD" : "SINGLE_RECORD"
    var variables = Hyperparameters(values: owner.model.hyperparameters).environment
    variables["SAGEMAKER_BATCH"] = "true"
    variables["SAGEMAKER_BATCH_STRATEGY"] = strategy
    variables["SAGEMAKER_MAX_PAYLOAD_IN_MB"] = "\(owner.model.maxPayloadInMB)"
    variables["SAGEMAKER_BIND_TO_PORT"] = "\(port)"
    var limits = owner.limits.prediction
    // It runs as long as it is asked; each request has its own limit.
    limits.seconds = .infinity
    return try call("serve", variables: variables, log: folder.predictLog, limits: limits)
  }

  private func call(
    _ name: String, variables: [String: String], log: String, limits: ProgramLimits
  ) throws -> ProgramCall {
    guard case .container(let path) = owner.model.kind else {
      throw ModelFailure("images are not there yet")
    }
    let home = URL(filePath: owner.home, directoryHint: .isDirectory)
    let place = URL(filePath: path, relativeTo: home).standardizedFileURL.path
    var environment = ProgramEnvironment.base()
    // An image of SageMaker's kind has its programs' folder on its PATH.
    environment["PATH"] = [place, environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"]
      .joined(separator: ":")
    environment.merge(
      ContainerTree.environment(root: folder.tree.path, jobName: owner.jobName)
    ) { $1 }
    environment.merge(variables) { $1 }
    return ProgramCall(
      name: name, program: try ProgramPath.resolve("./\(name)", from: place), arguments: [name],
      environment: environment, folder: place, limits: limits, log: log)
  }
}
