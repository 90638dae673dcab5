package import Dataset
package import Domain
import ExternalModel
import BuiltInService
import Foundation
import Learning

/// The model that gives a project's labels, made ready to stand alone.
///
/// It says what it says of a text by itself. In the loop its opinions are also spread over the pool
/// and calibrated there, which texts from elsewhere cannot have.
package struct ModelExport: Sendable {
  /// The built-in model becomes one file; a user's own is a folder, as `train` left it.
  private enum Contents: Sendable {
    case file(TextModel)
    case folder(String)
  }

  package let round: Int
  /// How many labels by people it was trained on.
  package let labelCount: Int
  private let contents: Contents

  /// What the file or folder is called beside the manifest.
  package var name: String {
    switch contents {
    case .file: ModelFile.name
    case .folder: "model"
    }
  }

  /// Whether `winnow model` can use it.
  package var isBuiltIn: Bool {
    if case .file = contents { true } else { false }
  }

  /// Takes the model of a round.
  package init(
    project: Project, manifest: Manifest, champion: ModelRole, round: Int
  ) throws {
    guard round > 0 else { throw RoundError.noRound }
    let files = FolderArchive(folder: project.folder).files(of: champion)
    self.round = round
    if let own = project.externalModel(champion) {
      let run = project.ownModelFolder(champion, round: round)
      guard let folder = own.artifacts(in: run) else {
        throw RoundError.notTrained(own.settings.model.name)
      }
      guard let labels = try files.load(.labels, round: round) else {
        throw RoundError.missing(.labels, round: round)
      }
      labelCount = try RoundCoding.snapshot(labels).labels.count
      contents = .folder(folder)
    } else {
      let model = try Self.builtIn(project, manifest, files, round: round)
      labelCount = model.classifier.labelCount
      contents = .file(model)
    }
  }

  private static func builtIn(
    _ project: Project, _ manifest: Manifest, _ files: any RoundFiles, round: Int
  ) throws -> TextModel {
    guard let bytes = try files.load(.model, round: round) else {
      throw RoundError.missing(.model, round: round)
    }
    let classifier = try Classifier(bytes: bytes)
    let vocabulary = Project.features(manifest).vocabulary
    guard classifier.fingerprint == vocabulary.fingerprint,
      classifier.classCount == project.labels.count
    else { throw RoundError.otherTexts(round: round) }
    return TextModel(
      labels: project.labels.labels.map(\.name), vocabulary: vocabulary, classifier: classifier)
  }

  /// Writes the model, whole or not at all.
  package func write(to path: String) throws {
    switch contents {
    case .file(let model): try ModelFile.write(model, to: path)
    case .folder(let folder): try Self.copy(folder, to: path)
    }
    Ownership.handOver(path)
  }

  /// A folder takes its name when all of it is there; an older one gives way then.
  private static func copy(_ folder: String, to path: String) throws {
    let files = FileManager.default
    let making = "\(path).making-\(UUID().uuidString.prefix(8))"
    defer { try? files.removeItem(atPath: making) }
    try files.copyItem(atPath: folder, toPath: making)
    if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
    try files.moveItem(atPath: making, toPath: path)
  }
}
