package import Dataset
import Domain
import ExternalModel
import Foundation

extension Project {
  /// The job's model, and the challenger if it names one.
  package func contenders(_ manifest: Manifest) -> [Contender] {
    let archive = FolderArchive(folder: folder)
    let roles: [ModelRole] =
      job.activeLearning.challenger == nil ? [.model] : [.model, .challenger]
    return roles.map { role in
      Contender(role: role, model: poolModel(role, manifest), files: archive.files(of: role))
    }
  }

  private func poolModel(_ role: ModelRole, _ manifest: Manifest) -> any PoolModel {
    guard let external = externalModel(role) else { return BuiltInModel() }
    return OwnModel(external, texts: PoolTexts(manifest, jobName: outputJobName)) { [self] round in
      ownModelFolder(role, round: round)
    }
  }

  /// A user's own model in this role; nil for the built-in one.
  func externalModel(_ role: ModelRole) -> (any ModelBackend)? {
    let learning = job.activeLearning
    let model = role == .model ? learning.model : learning.challenger
    return model?.backend(labels: labels.labels.map(\.name), jobName: job.name, home: home)
  }

  /// Where all of a round's own model lies.
  func ownModelFolder(_ role: ModelRole, round: Int) -> String {
    "\(folder.round(round, of: role))/own"
  }

  /// The user's own logic, if the job names one.
  package var ownStrategy: OwnStrategy? {
    guard case .command(let command) = job.activeLearning.strategy else { return nil }
    let model = job.activeLearning.model
    return OwnStrategy(
      ExternalStrategy(
        command: command, home: home, timeoutSeconds: model.timeoutSeconds,
        memoryLimitMB: model.memoryLimitMB))
  }

  /// Where the job's file was when the project was made, and its relative commands begin; projects
  /// of the first version do not say.
  package var home: String { Self.home(of: folder) }

  static func home(of folder: ProjectFolder) -> String {
    guard let file = try? MappedFile(path: folder.home) else { return folder.path }
    return file.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// The folder in which a job's file lies.
  static func home(ofJob path: String) -> String {
    URL(filePath: path).standardizedFileURL.deletingLastPathComponent().path
  }
}
