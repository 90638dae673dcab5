import Dataset
import Domain
import Foundation
import Learning

/// The paths of a SageMaker container, under `/opt/ml` (Dataset/FORMATS.md, “Container contract”).
///
/// Environment variables may name other folders, so that no container engine is needed.
package struct ModelContainer: Sendable {
  private static let usualRoot = "/opt/ml"
  private static let usualChannel = "/input/data/train"

  private let environment: [String: String]
  private let root: String

  package init(environment: [String: String]) {
    self.environment = environment.filter { !$0.value.isEmpty }
    let channel = self.environment["SM_CHANNEL_TRAIN"] ?? ""
    let isInTree = channel.hasSuffix(Self.usualChannel)
    root = isInTree ? String(channel.dropLast(Self.usualChannel.count)) : Self.usualRoot
  }

  /// Whether there is training data.
  package var exists: Bool {
    environment["SM_CHANNEL_TRAIN"] != nil
      || FileManager.default.fileExists(atPath: "\(root)/input")
  }

  package var modelFolder: String { environment["SM_MODEL_DIR"] ?? "\(root)/model" }

  /// Whether the model is in the folder that only a container has.
  package var hasDefaultFolder: Bool {
    URL(filePath: modelFolder).standardizedFileURL.path == "\(Self.usualRoot)/model"
  }

  package var port: Int? {
    environment["SAGEMAKER_BIND_TO_PORT"].flatMap(Int.init).flatMap { 0...65_535 ~= $0 ? $0 : nil }
  }

  package var maxPayloadInMB: Int? {
    environment["SAGEMAKER_MAX_PAYLOAD_IN_MB"].flatMap(Int.init)
      .flatMap { 1...100 ~= $0 ? $0 : nil }
  }
}

extension ModelContainer {
  /// The trained model, and its evaluation if the validation channel has labels.
  package struct Outcome: Sendable {
    package let training: ModelTraining.Outcome
    package let validation: ModelEvaluation?
  }

  /// Trains on the tree's data; writes the reason of a failure to the file `failure`.
  package func train() throws -> Outcome {
    do {
      return try trainOrThrow()
    } catch {
      let folder = environment["SM_OUTPUT_DIR"] ?? "\(root)/output"
      // The error is thrown as well: a failure of writing it loses nothing.
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try? Data("\(error)\n".utf8).write(to: URL(filePath: "\(folder)/failure"))
      throw error
    }
  }

  private func trainOrThrow() throws -> Outcome {
    let folder = environment["SM_INPUT_CONFIG_DIR"] ?? "\(root)/input/config"
    let settings = try ContainerHyperparameters(path: "\(folder)/hyperparameters.json")
    let channel = environment["SM_CHANNEL_TRAIN"] ?? "\(root)\(Self.usualChannel)"
    let files = Self.files(in: channel)
    guard !files.isEmpty else { throw ServiceError.noTrainingFile(folder: channel) }
    let labels = try settings.labels ?? FoundLabels.read(files, attribute: settings.attribute)
    var training = ModelTraining(labels: labels)
    training.seed = settings.seed
    let outcome = try training.train(
      files.map { try Manifest.read(path: $0, attribute: settings.attribute, labels: labels) })
    try FileManager.default.createDirectory(
      atPath: modelFolder, withIntermediateDirectories: true)
    try ModelFile.write(outcome.model, to: "\(modelFolder)/\(ModelFile.name)")
    return Outcome(training: outcome, validation: try validate(outcome.model, settings))
  }

  private func validate(
    _ model: TextModel, _ settings: ContainerHyperparameters
  ) throws -> ModelEvaluation? {
    let channel = environment["SM_CHANNEL_VALIDATION"] ?? "\(root)/input/data/validation"
    guard let file = Self.files(in: channel).first else { return nil }
    let manifest = try Manifest.read(
      path: file, attribute: settings.attribute, labels: model.labelSet)
    guard manifest.lines.contains(where: { $0.initialLabel?.isHuman == true }) else { return nil }
    return try ModelEvaluation(model, manifest)
  }

  /// Returns a channel's files by name, without hidden ones.
  private static func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }.filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }
}
