package import Dataset
package import Domain
import Foundation

extension Project {
  /// Returns the lead's present settings: the lead's own file, or the job's request where there is
  /// none; throws `FileFaults` if the file says what no command would.
  package func leadSettings() throws -> LeadSettings {
    guard let settings = try settingsFile.read() else { return LeadSettings(job) }
    guard settings.isInRange else {
      throw FileFaults(file: folder.settings, LeadFileFault.unreadable(.settings))
    }
    return settings
  }

  /// Keeps the lead's settings.
  package func keep(_ settings: LeadSettings) throws {
    try settingsFile.write(settings, permissions: permissions())
  }

  /// The permissions of the lead's files: the group of a project for a group reads them.
  private func permissions() throws -> UInt32 {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path)
    let mode = attributes[.posixPermissions] as? Int ?? 0
    return mode & 0o070 == 0 ? 0o600 : 0o640
  }

  /// Returns the lead's changes of the labels, oldest first.
  package func labelChanges() throws -> [LabelChange] {
    try LabelChangesFile(path: folder.labelChanges).read() ?? []
  }

  /// Keeps a change of the labels, and returns the project with it; throws `LabelChangeFault`.
  package func keep(_ change: LabelChange) throws -> Project {
    let changed = with(try labels.applying(change.kind))
    try LabelChangesFile(path: folder.labelChanges).write(
      try labelChanges() + [change], permissions: permissions())
    return changed
  }

  /// Returns the project with the labels that its files say now.
  package func relabeled() throws -> Project { with(try Self.labels(in: folder)) }

  private func with(_ labels: LabelSet) -> Project {
    Project(folder: folder, home: home, job: job, labels: labels, guide: guide)
  }

  /// Reads the labels that `init` kept, and what the lead changed since.
  static func labels(in folder: ProjectFolder) throws -> LabelSet {
    let kept = try LabelCategoryFile.readKept(
      path: folder.labelCategories, keys: folder.labelKeys)
    let changes = try LabelChangesFile(path: folder.labelChanges).read()
    if changes == nil, let seal = try? AnswerSeal(in: folder), seal.labelChanges > 0 {
      throw FileFaults(file: folder.labelChanges, LeadFileFault.lost(.labelChanges))
    }
    return try (changes ?? []).reduce(kept) { try $0.applying($1.kind) }
  }

  private var settingsFile: SettingsFile { SettingsFile(path: folder.settings) }
}

extension LeadSettings {
  /// The settings that a job begins with.
  package init(_ job: LabelingJob) {
    self.init()
    target = job.activeLearning.targetAccuracy
    price = job.pricePerLabel
    maxHumanLabels = job.stoppingConditions.maxHumanLabeledObjectCount
    maxPercentageLabeled = job.stoppingConditions.maxPercentageOfInputDatasetLabeled
    workersPerItem = job.workersPerItem
    goldShare = job.activeLearning.goldShare
    opinions = job.activeLearning.opinions == .all ? nil : job.activeLearning.opinions
  }
}
