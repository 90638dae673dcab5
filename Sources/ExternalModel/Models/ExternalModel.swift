package import Dataset
import Domain
import Foundation
package import Learning

/// A user's own model, as the job names it: an executable, a `train`/`serve` pair, an address.
package struct ExternalModel: Sendable {
  package let model: ActiveLearning.Model
  /// Names of the classes, by index.
  package let labels: [String]
  /// The job's name, as the model is told it.
  package let jobName: String
  /// The folder that a command's relative path begins at: the job file's own.
  package let home: String
  /// What its programs may use; as the job says, and otherwise as SageMaker has it.
  package var limits: ModelLimits

  package init(_ model: ActiveLearning.Model, labels: [String], jobName: String, home: String) {
    self.model = model
    self.labels = labels
    self.jobName = jobName
    self.home = home
    limits = ModelLimits(model)
  }

  /// Whether it learns from answers; an address serves what it knows.
  package var isTrained: Bool {
    if case .endpoint = model.kind { false } else { true }
  }

  /// Finds the programs that it consists of, without starting any; throws a `ModelFailure`.
  package func checkPrograms() throws {
    switch model.kind {
    case .command(let command): _ = try ProgramPath.resolve(command.first ?? "", from: home)
    case .container(let path):
      let place = ContainerModel.place(path, from: home)
      for verb in ["train", "serve"] { _ = try ProgramPath.resolve("./\(verb)", from: place) }
    case .image(let image):
      _ = try DockerCall.program(image: image, path: ProgramEnvironment.docker()["PATH"])
    case .builtIn, .endpoint: break
    }
  }

  /// Trains it on augmented-manifest lines; all that it reads and writes lies in the folder, which
  /// is made if it is missing.
  ///
  /// Blocks until the training has ended; throws a `ModelFailure`.
  package func train(_ data: TrainingData, in folder: String) throws {
    let folder = ModelFolder(folder)
    switch model.kind {
    case .command(let command):
      try CommandModel(command: command, owner: self).train(data, in: folder)
    case .container, .image:
      try ContainerModel(owner: self, folder: folder).train(data)
    case .endpoint:
      throw ModelFailure("a model at an address cannot be trained; it serves what it knows")
    case .builtIn: throw Self.isBuiltIn
    }
  }

  /// Where `train` left the model itself, in the folder that it was given; nil if it is not there.
  package func artifacts(in folder: String) -> String? {
    let folder = ModelFolder(folder)
    let path: String? =
      switch model.kind {
      case .command: folder.model
      case .container, .image: folder.tree.model
      case .builtIn, .endpoint: nil
      }
    return path.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
  }

  /// Predicts texts with the model that `train` left in the folder.
  ///
  /// Blocks until all are predicted; throws a `ModelFailure`. `progress` is told how many are done.
  package func predict(
    _ texts: [String], from folder: String, progress: @Sendable (Int) -> Void = { _ in }
  ) throws -> ProbabilityRows {
    guard !texts.isEmpty else { return ProbabilityRows(values: [], classCount: labels.count) }
    return try withService(from: folder) { connection in
      try connection.answer(texts, progress)
    }
  }

  /// Runs the model, and gives it to the body to ask as often as it likes.
  ///
  /// A container's `serve` runs all the time, a command is started for each question. Blocks.
  /// `ended` is told how the model's process ended when it was told to; nobody tells a command.
  package func withService<Value>(
    from folder: String, ended: (ServiceEnd) -> Void = { _ in },
    _ body: (ModelConnection) throws -> Value
  ) throws -> Value {
    let folder = ModelFolder(folder)
    switch model.kind {
    case .command(let command):
      let model = CommandModel(command: command, owner: self)
      return try body(
        ModelConnection(
          answer: { try model.predict($0, from: folder, progress: $1) },
          send: { try model.sendRaw($0, from: folder) }))
    case .container, .image:
      return try ContainerModel(owner: self, folder: folder).serve(ended: ended, body)
    case .endpoint(let address):
      return try body(try Invocations(endpoint: address, owner: self).connection)
    case .builtIn: throw Self.isBuiltIn
    }
  }

  private static var isBuiltIn: ModelFailure {
    ModelFailure("the built-in model is not one of the user's own; the job's Model names one")
  }
}

/// What a model is trained on.
package struct TrainingData: Sendable {
  /// Augmented-manifest lines without line ends.
  package var train: [[UInt8]]
  /// Lines that are held back from `train`, for the model to check itself with.
  package var validation: [[UInt8]]

  package init(train: [[UInt8]], validation: [[UInt8]]) {
    self.train = train
    self.validation = validation
  }
}
