import Dataset
import Domain
import Foundation
import Learning

/// A model that is a pair of programs, `train` and `serve`, as SageMaker runs them.
struct ContainerModel: Sendable {
  let owner: ExternalModel
  let folder: ModelFolder

  func train(_ data: TrainingData) throws {
    let hyperparameters = Hyperparameters(values: owner.model.hyperparameters)
    try hyperparameters.checkInputMode()
    try folder.make()
    try folder.tree.make(data, hyperparameters: hyperparameters.values)
    let start = try start(
      "train", variables: hyperparameters.environment, log: folder.trainLog,
      limits: owner.limits.training)
    let outcome = try ProgramRun.perform(start.call)
    start.cleanUp(outcome)
    guard let failure = start.failure(outcome) else { return }
    var reason = failure.reason
    if let left = folder.tree.failureReason { reason += "; its output/failure says: \(left)" }
    // The pipes of SageMaker's Pipe mode are called after the channel and the epoch.
    if outcome.log.mentions("train_0") {
      reason += "; it seems to want Pipe mode, but channels are files here"
    }
    throw ModelFailure(reason, lastLines: failure.lastLines, log: failure.log)
  }

  /// Runs `serve` while the body asks it.
  func serve<Value>(
    ended: (ServiceEnd) -> Void, _ body: (ModelConnection) throws -> Value
  ) throws -> Value {
    try folder.make()
    try ModelFolder.make(folder.tree.model)
    let (service, start) = try startService()
    let result = Result { try body(try service.connection(owner: owner)) }
    let outcome = try service.stop()
    start.cleanUp(outcome)
    ended(
      ServiceEnd(
        stopSeconds: outcome.stopSeconds, ignoredTerminate: outcome.ignoredTerminate))
    do {
      return try result.get()
    } catch is Invocations.ServiceGone {
      throw start.failure(outcome)
        ?? outcome.failure(of: start.call, because: "it ended by itself while it was needed")
    } catch let failure as ModelFailure where failure.log == nil {
      throw outcome.failure(of: start.call, because: failure.reason)
    }
  }

  /// Starts `serve` on a free port, on another one if somebody takes that first.
  private func startService() throws -> (ServedProcess, ContainerStart) {
    var attempts = 0
    while true {
      attempts += 1
      let port = try LoopbackPort.free()
      let start = try serveStart(port: port)
      let service = ServedProcess(start.call, port: port)
      do {
        try service.waitUntilReady(seconds: owner.limits.seconds)
        return (service, start)
      } catch {
        let outcome = try service.stop()
        start.cleanUp(outcome)
        let isTaken = !LoopbackPort.isFree(port) || outcome.log.mentions("in use")
        if error is Invocations.ServiceGone, isTaken, attempts < 3 { continue }
        if let failure = error as? ModelFailure {
          throw outcome.failure(of: start.call, because: failure.reason)
        }
        throw start.failure(outcome)
          ?? outcome.failure(of: start.call, because: "it ended before it answered GET /ping")
      }
    }
  }

  private func serveStart(port: UInt16) throws -> ContainerStart {
    let strategy = owner.model.batchStrategy == .multiRecord ? "MULTI_RECORD" : "SINGLE_RECORD"
    var variables = Hyperparameters(values: owner.model.hyperparameters).environment
    variables["SAGEMAKER_BATCH"] = "true"
    variables["SAGEMAKER_BATCH_STRATEGY"] = strategy
    variables["SAGEMAKER_MAX_PAYLOAD_IN_MB"] = "\(owner.model.maxPayloadInMB)"
    var limits = owner.limits.prediction
    // It runs as long as it is asked; each request has its own limit.
    limits.seconds = .infinity
    return try start(
      "serve", variables: variables, log: folder.predictLog, limits: limits, port: port)
  }

  private func start(
    _ verb: String, variables: [String: String], log: String, limits: ProgramLimits,
    port: UInt16? = nil
  ) throws -> ContainerStart {
    if case .image(let image) = owner.model.kind {
      return try imageStart(image, verb, variables, log, limits, port)
    }
    guard case .container(let path) = owner.model.kind else {
      throw ModelFailure("only a folder or an image has \(verb)")
    }
    let place = Self.place(path, from: owner.home)
    var environment = ProgramEnvironment.base()
    // An image of SageMaker's kind has its programs' folder on its PATH.
    environment["PATH"] = [place, environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"]
      .joined(separator: ":")
    environment.merge(
      ContainerTree.environment(root: folder.tree.path, jobName: owner.jobName)
    ) { $1 }
    environment.merge(variables) { $1 }
    if let port { environment["SAGEMAKER_BIND_TO_PORT"] = "\(port)" }
    return ContainerStart(
      call: ProgramCall(
        name: verb, program: try ProgramPath.resolve("./\(verb)", from: place), arguments: [verb],
        environment: environment, folder: place, limits: limits, log: log))
  }

  /// The folder of the programs.
  static func place(_ path: String, from home: String) -> String {
    URL(filePath: path, relativeTo: URL(filePath: home, directoryHint: .isDirectory))
      .standardizedFileURL.path
  }

  private func imageStart(
    _ image: String, _ verb: String, _ variables: [String: String], _ log: String,
    _ limits: ProgramLimits, _ port: UInt16?
  ) throws -> ContainerStart {
    var inside = ContainerTree.environment(root: DockerCall.root, jobName: owner.jobName)
    inside.merge(variables) { $1 }
    if port != nil { inside["SAGEMAKER_BIND_TO_PORT"] = "\(DockerCall.port)" }
    let docker = DockerCall(
      image: image, verb: verb, name: "winnow-\(UUID().uuidString.lowercased())",
      tree: folder.tree.path, variables: inside, hostPort: port, memoryMB: limits.memoryMB)
    var limits = limits
    // Docker keeps the limit; its own client needs what it needs.
    limits.memoryMB = nil
    let environment = ProgramEnvironment.docker()
    return ContainerStart(
      call: ProgramCall(
        name: verb, program: try DockerCall.program(image: image, path: environment["PATH"]),
        arguments: docker.arguments, environment: environment, folder: folder.path,
        limits: limits, log: log),
      docker: docker)
  }
}

/// How a container's program is started, and what remains to be done after it.
struct ContainerStart {
  let call: ProgramCall
  /// Nil for a program of a folder.
  var docker: DockerCall?

  /// Removes a container that outlived its client.
  func cleanUp(_ outcome: ProgramRun.Outcome) {
    guard let docker, outcome.ignoredTerminate else { return }
    var limits = call.limits
    limits.seconds = 30
    let removal = ProgramCall(
      name: "docker rm", program: call.program,
      arguments: DockerCall.removal(name: docker.name), environment: call.environment,
      folder: call.folder, limits: limits, log: nil)
    _ = try? ProgramRun.perform(removal)
  }

  func failure(_ outcome: ProgramRun.Outcome) -> ModelFailure? {
    if let docker, outcome.stopReason == nil, case .exited(let code) = outcome.ending,
      let reason = DockerCall.reason(code: code, image: docker.image, verb: docker.verb)
    {
      return ModelFailure(reason, lastLines: outcome.log.lastLines(), log: call.log)
    }
    return outcome.failure(of: call)
  }
}
