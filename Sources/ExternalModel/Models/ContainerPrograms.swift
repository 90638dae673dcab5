import Dataset
import Foundation

/// Where a container's `train` and `serve` are: in a folder, or in an image for Docker.
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
    // An image of SageMaker's kind has its programs' folder on its PATH.
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
    // Docker keeps the limit; its own client needs what it needs.
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

/// What a container's program is started with.
struct ContainerLaunch {
  let folder: ModelFolder
  let settings: ModelSettings
  var limits: ProgramLimits
  /// Variables beside those that tell where everything is.
  var variables: [String: String]
  /// The port of this machine at which `serve` is asked.
  var port: UInt16?

  init(folder: ModelFolder, settings: ModelSettings, limits: ProgramLimits) {
    self.folder = folder
    self.settings = settings
    self.limits = limits
    variables = Hyperparameters(values: settings.model.hyperparameters).environment
  }

  /// The program's variables; `root` is the tree, and `port` its port, as it sees them.
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

/// How a container's program is started, and what remains to be done after it.
struct ContainerStart {
  let call: ProgramCall
  /// Nil for a program of a folder.
  var docker: DockerCall?

  /// Removes a container that outlived its client.
  func cleanUp(_ outcome: ProgramRun.Outcome) {
    guard let docker, outcome.stop.ignoredTerminate else { return }
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
