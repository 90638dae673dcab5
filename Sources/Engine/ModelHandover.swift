package import Dataset
internal import ExternalModel
internal import Foundation
internal import Learning

/// The model that gives a project's labels, made ready to stand alone.
///
/// It says what it says of a text by itself. In the loop its opinions are also spread over the pool
/// and calibrated there, which texts from elsewhere cannot have.
package struct ModelHandover: Sendable {
  /// What the file is called beside the manifest.
  package static let name = ModelFile.name

  package let round: Int
  /// How many labels by people it was trained on.
  package let labelCount: Int
  private let model: TextModel

  /// Takes the model of a round; a user's own one is said to lie where it lies.
  package init(
    project: Project, manifest: Manifest, champion: ModelRole, round: Int
  ) throws {
    guard round > 0 else { throw HandoverError.noRound }
    let learning = project.job.activeLearning
    let kind = champion == .model ? learning.model.kind : learning.challenger?.kind
    let folder = project.folder.round(round, of: champion)
    guard kind == .builtIn else { throw HandoverError.ownModel(folder, round: round) }
    guard
      let bytes = try FolderArchive(folder: project.folder, role: champion)
        .load(.model, round: round)
    else { throw RoundError.missing(.model, round: round) }
    let classifier = try Classifier(bytes: bytes)
    let vocabulary = Project.features(manifest).vocabulary
    guard classifier.fingerprint == vocabulary.fingerprint,
      classifier.classCount == project.labels.count
    else { throw RoundError.otherTexts(round: round) }
    self.round = round
    labelCount = classifier.labelCount
    model = TextModel(
      labels: project.labels.labels.map(\.name), vocabulary: vocabulary, classifier: classifier)
  }

  /// Writes the model's file, whole or not at all.
  package func write(to path: String) throws {
    try ModelFile.write(model, to: path)
    Ownership.handOver(path)
  }
}

/// Why there is no model to hand over.
package enum HandoverError: Error, Equatable, CustomStringConvertible {
  case noRound
  case ownModel(String, round: Int)

  package var description: String {
    switch self {
    case .noRound:
      "no round has been published, so there is no model yet; “winnow model train” makes one of "
        + "a manifest's labels"
    case .ownModel(let folder, let round):
      "the labels come from a model of your own, not from the built-in one; what round \(round) "
        + "left of it is in \(folder)"
    }
  }
}
