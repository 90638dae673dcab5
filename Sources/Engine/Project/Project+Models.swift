package import Dataset
import Domain
import ExternalModel
import Foundation

extension Project {
  /// Returns the job's model, and the challenger if it names one.
  ///
  /// Throws if the start model cannot be read.
  package func contenders(_ manifest: Manifest) throws -> [Contender] {
    let archive = FolderArchive(folder: folder)
    let roles: [ModelRole] =
      job.activeLearning.challenger == nil ? [.model] : [.model, .challenger]
    return try roles.map { role in
      Contender(role: role, model: try poolModel(role, manifest), files: archive.files(of: role))
    }
  }

  private func poolModel(_ role: ModelRole, _ manifest: Manifest) throws -> any PoolModel {
    let texts = PoolTexts(manifest, jobName: outputJobName)
    guard let external = externalModel(role) else {
      return BuiltInModel(start: try roundStartModel(texts))
    }
    return ExternalPoolModel(external, texts: texts, labels: labels.used) { [self] round in
      externalModelFolder(role, round: round)
    }
  }

  /// Returns the user's own model in a role; nil for the built-in one.
  func externalModel(_ role: ModelRole) -> (any ModelBackend)? {
    let learning = job.activeLearning
    let model = role == .model ? learning.model : learning.challenger
    return model?.backend(
      labels: labels.used.map { labels[$0].name }, jobName: job.name, home: home)
  }

  /// Returns the folder of the user's model of a round.
  func externalModelFolder(_ role: ModelRole, round: Int) -> String {
    "\(folder.round(round, of: role))/own"
  }

  /// The user's own active-learning logic, if the job names one.
  package var externalStrategy: PoolStrategy? {
    guard case .command(let command) = job.activeLearning.strategy else { return nil }
    let model = job.activeLearning.model
    return PoolStrategy(
      ExternalStrategy(
        command: command, home: home, timeoutSeconds: model.timeoutSeconds,
        memoryLimitMB: model.memoryLimitMB))
  }

  /// Returns the folder that the job's file was in; a project of the first version has its own.
  static func home(of folder: ProjectFolder) throws -> String {
    guard FileManager.default.fileExists(atPath: folder.home) else { return folder.path }
    return try MappedFile(path: folder.home).withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// Returns the folder of a job's file.
  static func home(ofJob path: String) -> String {
    URL(filePath: path).standardizedFileURL.deletingLastPathComponent().path
  }
}
