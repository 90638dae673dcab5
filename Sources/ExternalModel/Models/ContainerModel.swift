import Dataset
import Domain
import Foundation
import HTTP
import Learning

/// A model that is a pair of programs, `train` and `serve`, as SageMaker runs them.
struct ContainerModel: ModelBackend {
  let programs: ContainerPrograms
  var settings: ModelSettings

  var isTrained: Bool { true }
  var answersEachLine: Bool { false }

  func checkPrograms() throws { try programs.check(home: settings.home) }

  func train(_ data: TrainingData, in folder: String) throws {
    let folder = ModelFolder(folder)
    let hyperparameters = Hyperparameters(values: settings.model.hyperparameters)
    try hyperparameters.checkInputMode()
    try folder.make()
    try folder.tree.make(data, hyperparameters: hyperparameters.values)
    let start = try programs.start(
      .train, ContainerLaunch(folder: folder, settings: settings, limits: settings.limits.training))
    let outcome = try ProgramRun.perform(start.call)
    start.cleanUp(outcome)
    guard let failure = start.failure(outcome) else { return }
    var reason = failure.reason
    if let left = folder.tree.failureReason { reason += "; its output/failure says: \(left)" }
    // A pipe of SageMaker's Pipe mode is named after the channel and the epoch.
    if outcome.log.mentions("train_0") {
      reason += "; it seems to need Pipe mode, but channels are files here"
    }
    throw ModelFailure(reason, lastLines: failure.lastLines, log: failure.log)
  }

  func modelPath(in folder: String) -> String? { ModelFolder(folder).tree.model }

  func withService<Value>(
    from folder: String, _ body: (any ModelConnection) throws -> Value
  ) throws -> Value {
    try serve(from: folder, body).value
  }

  func stop(asking line: [UInt8], from folder: String) throws -> StopOutcome? {
    try serve(from: folder) { _ = try $0.sendRaw(line) }.stop
  }
}

extension ContainerModel {
  /// Runs `serve` while the body asks it, and stops it afterwards.
  private func serve<Value>(
    from folder: String, _ body: (any ModelConnection) throws -> Value
  ) throws -> (value: Value, stop: StopOutcome) {
    let folder = ModelFolder(folder)
    try folder.make()
    try ModelFolder.make(folder.tree.model)
    let (service, start) = try startService(in: folder)
    let result = Result { try body(try service.connection(settings)) }
    let outcome = try service.stop()
    start.cleanUp(outcome)
    do {
      return (try result.get(), outcome.stop)
    } catch let failure as ModelFailure where failure == .processEnded {
      throw start.failure(outcome)
        ?? outcome.failure(of: start.call, because: "it ended by itself while it was needed")
    } catch let failure as ModelFailure where failure.log == nil {
      throw outcome.failure(of: start.call, because: failure.reason)
    }
  }

  /// Starts `serve` on a free port; tries two more ports if another process takes it first.
  private func startService(in folder: ModelFolder) throws -> (ServedProcess, ContainerStart) {
    var attempts = 0
    while true {
      attempts += 1
      let port = try freePort()
      let start = try serveStart(in: folder, port: port)
      let service = ServedProcess(start.call, port: port)
      do {
        try service.waitUntilReady(seconds: settings.limits.seconds)
        return (service, start)
      } catch let failure as ModelFailure {
        let outcome = try service.stop()
        start.cleanUp(outcome)
        guard failure == .processEnded else {
          throw outcome.failure(of: start.call, because: failure.reason)
        }
        let isTaken = !LoopbackPort.isFree(port) || outcome.log.mentions("in use")
        if isTaken, attempts < 3 { continue }
        throw start.failure(outcome)
          ?? outcome.failure(of: start.call, because: "it ended before it answered GET /ping")
      }
    }
  }

  private func freePort() throws(ModelFailure) -> UInt16 {
    do throws(HTTPError) { return try LoopbackPort.free() } catch {
      throw ModelFailure("\(error)")
    }
  }

  private func serveStart(in folder: ModelFolder, port: UInt16) throws -> ContainerStart {
    var launch = ContainerLaunch(
      folder: folder, settings: settings, limits: settings.limits.prediction)
    let isMulti = settings.model.batchStrategy == .multiRecord
    launch.variables["SAGEMAKER_BATCH"] = "true"
    launch.variables["SAGEMAKER_BATCH_STRATEGY"] = isMulti ? "MULTI_RECORD" : "SINGLE_RECORD"
    launch.variables["SAGEMAKER_MAX_PAYLOAD_IN_MB"] = "\(settings.model.maxPayloadInMB)"
    // Each request has its own time limit.
    launch.limits.seconds = .infinity
    launch.port = port
    return try programs.start(.serve, launch)
  }
}
