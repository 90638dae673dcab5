import ArgumentParser
import Dataset
import Domain
import Foundation

/// The object of `winnow model check`: exactly one of these.
struct CheckedCandidate: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: "An executable and its arguments; a path has a slash in it, as ./model.py.")
  var command: [String] = []

  @Option(help: "A folder with the programs train and serve.")
  var container: String?

  @Option(help: "An image for Docker.")
  var image: String?

  @Option(help: "The address of a service's /invocations, or unix:/PATH of its socket.")
  var endpoint: String?

  @Option(help: "The file with the token that --endpoint asks for (default: $WINNOW_TOKEN).")
  var tokenFile: String?

  @Option(help: "A labeling job request: the model and the strategy that it names.")
  var job: String?

  @Option(
    parsing: .upToNextOption,
    help: "An executable with active learning logic, and its arguments.")
  var strategy: [String] = []

  func validate() throws {
    let given = [
      !command.isEmpty, container != nil, image != nil, endpoint != nil, job != nil,
      !strategy.isEmpty,
    ].count { $0 }
    guard tokenFile == nil || endpoint != nil else {
      throw ValidationError("--token-file goes with --endpoint")
    }
    guard given == 1 else {
      throw ValidationError(
        "name one thing to check: --command, --container, --image, --endpoint, --job or --strategy")
    }
  }

  func target() throws -> CheckTarget {
    if let job { return try CheckTarget(job: job) }
    var target = CheckTarget(home: FileManager.default.currentDirectoryPath)
    if let container {
      target.model.kind = .container(path: URL(filePath: container).standardizedFileURL.path)
    } else if let image {
      target.model.kind = .image(image)
    } else if let endpoint {
      target.model.kind = .endpoint(endpoint)
      target.model.tokenFile = tokenFile
    } else if !command.isEmpty {
      target.model.kind = .command(command)
    }
    target.strategy = strategy.isEmpty ? nil : strategy
    return target
  }
}

/// A model or a strategy to check, with its settings.
struct CheckTarget {
  /// The built-in one if no model is checked.
  var model = ActiveLearning.Model()
  /// Nil if no strategy is checked.
  var strategy: [String]?
  /// The folder that a command's relative path begins at.
  let home: String
  var jobName = "check"
  /// The job's own label category file and attribute.
  var labelFile: String?
  var attribute: LabelAttributeName?

  init(home: String) {
    self.home = home
    model.timeoutSeconds = 60
  }

  /// Takes the model and the strategy that a job names.
  init(job path: String) throws {
    home = URL(filePath: path).standardizedFileURL.deletingLastPathComponent().path
    let job = try LabelingJob.readKept(path: path, home: home)
    jobName = job.name
    labelFile = job.labelCategoryPath
    attribute = job.labelAttributeName
    model = job.activeLearning.model
    if case .command(let command) = job.activeLearning.strategy { strategy = command }
    guard model.kind == .builtIn, strategy == nil else { return }
    throw ValidationError(
      "\(path) names neither a model nor a strategy of your own; there is nothing to check")
  }
}
