package import Dataset
package import Domain
import ExternalModel
import BuiltInService
import Foundation
import Learning

/// The champion's model of a round, exported for use outside of the project.
///
/// Outside of the loop its predictions are neither smoothed over the pool's graph nor calibrated.
package struct ModelExport: Sendable {
  /// A file for the built-in model; for a user's own the folder that its training wrote.
  private enum Contents: Sendable {
    case file(TextModel)
    case folder(String)
  }

  package let round: Int
  /// The number of human labels that it was trained on.
  package let labelCount: Int
  private let contents: Contents

  /// The name of the file or folder beside the manifest.
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

  /// Loads the model of a round.
  package init(
    project: Project, manifest: Manifest, champion: ModelRole, round: Int
  ) throws {
    guard round > 0 else { throw ProjectError.noRound }
    try project.requireSameLabels(round: round)
    let files = FolderArchive(folder: project.folder).files(of: champion)
    self.round = round
    if let own = project.externalModel(champion) {
      let run = project.externalModelFolder(champion, round: round)
      guard let folder = own.artifacts(in: run) else {
        throw ProjectError.notTrained(own.settings.model.name)
      }
      guard let labels = try files.load(.labels, round: round) else {
        throw ProjectError.missing(.labels, round: round)
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
      throw ProjectError.missing(.model, round: round)
    }
    let classifier = try Classifier(bytes: bytes)
    // The texts of the round: items that were added since are in the next one.
    let count = try FolderArchive(folder: project.folder).autoLabels(round: round)?.labels.count
    let vocabulary = Project.features(manifest, first: count).vocabulary
    guard classifier.fingerprint == vocabulary.fingerprint,
      classifier.classCount == project.labels.count
    else { throw ProjectError.otherTexts(round: round) }
    let used = project.labels.used
    return TextModel(
      labels: used.map { project.labels[$0].name }, vocabulary: vocabulary,
      classifier: classifier.keeping(used))
  }

  /// Writes the model atomically.
  package func write(to path: String) throws {
    switch contents {
    case .file(let model): try ModelFile.write(model, to: path)
    case .folder(let folder): try Self.copy(folder, to: path)
    }
  }

  /// Copies a folder under a temporary name, then replaces an older one.
  private static func copy(_ folder: String, to path: String) throws {
    let files = FileManager.default
    MakingFolder.removeLeftovers(beside: path)
    let making = try MakingFolder.path(for: path)
    defer { try? files.removeItem(atPath: making) }
    try files.copyItem(atPath: folder, toPath: making)
    if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
    try files.moveItem(atPath: making, toPath: path)
  }
}

extension Project {
  /// Throws `ProjectError.labelsChanged` if the labels mean something else now than in a round.
  fileprivate func requireSameLabels(round: Int) throws {
    let files = FolderArchive(folder: folder).files(of: .model)
    guard let before = try files.load(.promise, round: round).map(RoundCoding.evidence)?.labels,
      before != labels.meanings
    else { return }
    let known = before.indices.filter { before[$0] == $0 }
    throw ProjectError.labelsChanged(
      round: round, unknown: labels.used.filter { !known.contains($0) }.map { labels[$0].name },
      gone: known.filter { !labels.used.contains($0) }.map { labels[$0].name })
  }
}
