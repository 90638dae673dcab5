package import Dataset
package import Domain
import Foundation

extension Project {
  /// Returns the lead's present settings: the lead's own file, or the job's request where there is
  /// none.
  package func leadSettings() throws -> LeadSettings {
    try settingsFile.read() ?? LeadSettings(job)
  }

  /// Keeps the lead's settings.
  package func keep(_ settings: LeadSettings) throws {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path)
    let mode = attributes[.posixPermissions] as? Int ?? 0
    try settingsFile.write(settings, permissions: mode & 0o070 == 0 ? 0o600 : 0o640)
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
