package import Dataset

/// The settings of a user's own model that are the same for each kind of backend.
package struct ModelSettings: Sendable {
  package let model: ActiveLearning.Model
  /// Names of the classes, by index.
  package let labels: [String]
  package let jobName: String
  /// The folder that a command's relative path begins at.
  package let home: String
  /// The job's limits; the defaults are SageMaker's.
  package var limits: ModelLimits

  init(_ model: ActiveLearning.Model, labels: [String], jobName: String, home: String) {
    self.model = model
    self.labels = labels
    self.jobName = jobName
    self.home = home
    limits = ModelLimits(model)
  }
}
