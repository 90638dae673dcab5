package import Dataset

/// What a user's own model is told and may use, however it is reached.
package struct ModelSettings: Sendable {
  package let model: ActiveLearning.Model
  /// Names of the classes, by index.
  package let labels: [String]
  package let jobName: String
  /// The folder that a command's relative path begins at.
  package let home: String
  /// As the job says, and otherwise as SageMaker has it.
  package var limits: ModelLimits

  init(_ model: ActiveLearning.Model, labels: [String], jobName: String, home: String) {
    self.model = model
    self.labels = labels
    self.jobName = jobName
    self.home = home
    limits = ModelLimits(model)
  }
}
