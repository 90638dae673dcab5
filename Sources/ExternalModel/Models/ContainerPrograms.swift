import Dataset
import Foundation

/// The place of a container's `train` and `serve`: a folder, or an image for Docker.
enum ContainerPrograms {
  case folder(String)
  case image(String)

  /// One of the two programs.
  enum Verb: String, CaseIterable {
    case train, serve
  }

  /// Finds the programs without starting them; a relative folder begins at `home`.
  func check(home: String) throws {
    switch self {
    case .folder(let path):
      let place = Self.place(path, from: home)
      for verb in Verb.allCases { _ = try ProgramPath.resolve("./\(verb)", from: place) }
    case .image(let image):
      _ = try DockerCall.program(image: image, path: ProgramEnvironment.docker()["PATH"])
    }
  }

  func start(_ verb: Verb, _ launch: ContainerLaunch) throws -> ContainerStart {
    switch self {
    case .folder(let path): try Self.start(verb, in: path, launch)
    case .image(let image): try Self.start(verb, of: image, launch)
    }
  }

  private static func place(_ path: String, from home: String) -> String {
    URL(filePath: path, relativeTo: URL(filePath: home, directoryHint: .isDirectory))
      .standardizedFileURL.path
  }

  private static func start(
    _ verb: Verb, in path: String, _ launch: ContainerLaunch
  ) throws -> ContainerStart {
    let place = place(path, from: launch.settings.home)
    var environment = ProgramEnvironment.base()
    // As in an image made for SageMaker, the folder of the programs is on the PATH.
    environment["PATH"] = [place, environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"]
      .joined(separator: ":")
    environment.merge(
      launch.environment(root: launch.folder.tree.path, port: launch.port)
    ) { $1 }
    return ContainerStart(
      call: ProgramCall(
        name: verb.rawValue, program: try ProgramPath.resolve("./\(verb)", from: place),
        arguments: [verb.rawValue], environment: environment, folder: place,
        limits: launch.limits, log: launch.log(of: verb)))
  }

  private static func start(
    _ verb: Verb, of image: String, _ launch: ContainerLaunch
  ) throws -> ContainerStart {
    let docker = DockerCall(
      image: image, verb: verb.rawValue, name: "winnow-\(UUID().uuidString.lowercased())",
      tree: launch.folder.tree.path,
      variables: launch.environment(
        root: DockerCall.root, port: launch.port.map { _ in DockerCall.port }),
      hostPort: launch.port, memoryMB: launch.limits.memoryMB)
    var limits = launch.limits
    // Docker enforces the limit in the container; it must not hold for Docker's client.
    limits.memoryMB = nil
    let environment = ProgramEnvironment.docker()
    return ContainerStart(
      call: ProgramCall(
        name: verb.rawValue,
        program: try DockerCall.program(image: image, path: environment["PATH"]),
        arguments: docker.arguments, environment: environment, folder: launch.folder.path,
        limits: limits, log: launch.log(of: verb)),
      docker: docker)
  }
}

/// The files, limits and variables of one start of a container's program.
struct ContainerLaunch {
  let folder: ModelFolder
  let settings: ModelSettings
  var limits: ProgramLimits
  /// Variables beside the paths of the tree.
  var variables: [String: String]
  /// The port of this machine for requests to `serve`.
  var port: UInt16?

  init(folder: ModelFolder, settings: ModelSettings, limits: ProgramLimits) {
    self.folder = folder
    self.settings = settings
    self.limits = limits
    variables = Hyperparameters(values: settings.model.hyperparameters).environment
  }

  /// Returns the program's variables; `root` and `port` are the tree and the port as it sees them.
  func environment(root: String, port: UInt16?) -> [String: String] {
    var all = ContainerTree.environment(root: root, jobName: settings.jobName)
    all.merge(variables) { $1 }
    if let port { all["SAGEMAKER_BIND_TO_PORT"] = "\(port)" }
    return all
  }

  func log(of verb: ContainerPrograms.Verb) -> String {
    verb == .train ? folder.trainLog : folder.predictLog
  }
}

/// A start of a container's program, with the cleaning up after its end.
struct ContainerStart {
  let call: ProgramCall
  /// Nil for a program of a folder.
  var docker: DockerCall?

  /// Removes a container that outlived its client; the program's log says so if that fails.
  func cleanUp(_ outcome: ProgramRun.Outcome) {
    guard let docker, outcome.stop.ignoredTerminate else { return }
    var limits = call.limits
    limits.seconds = 30
    let removal = ProgramCall(
      name: "docker rm", program: call.program,
      arguments: DockerCall.removal(name: docker.name), environment: call.environment,
      folder: call.folder, limits: limits, log: nil)
    do {
      if let failure = try ProgramRun.perform(removal).failure(of: removal) { throw failure }
    } catch {
      note("winnow: the container \(docker.name) is not removed: \(error)\n")
    }
  }

  private func note(_ text: String) {
    guard let path = call.log, var log = try? CappedLog(appendingTo: path) else { return }
    Array(text.utf8).withUnsafeBytes { log.append($0) }
    log.close()
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
