package import Foundation

/// The values from which a new project's store is made.
package struct ProjectSetup: Sendable, Equatable {
  package var jobName: String
  package var labels: LabelSet
  package var total: Int
  /// The labels that came with the input, by item.
  package var initialLabels: [Item.ID: InitialLabel]
  package var settings: LeadSettings
  /// The time in seconds that a worker may keep a task.
  package var taskTimeLimit: TimeInterval
  /// The time in seconds that a task is offered before its item returns to the pool.
  package var taskLifetime: TimeInterval

  package init(
    jobName: String, labels: LabelSet, total: Int, initialLabels: [Item.ID: InitialLabel] = [:],
    settings: LeadSettings = LeadSettings(), taskTimeLimit: TimeInterval = 300,
    taskLifetime: TimeInterval = 21_600
  ) {
    self.jobName = jobName
    self.labels = labels
    self.total = total
    self.initialLabels = initialLabels
    self.settings = settings
    self.taskTimeLimit = taskTimeLimit
    self.taskLifetime = taskLifetime
  }
}
