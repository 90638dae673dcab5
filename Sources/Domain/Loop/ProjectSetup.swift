package import Foundation

/// The values from which a new project's store is made.
package struct ProjectSetup: Sendable, Equatable {
  /// A label that came with the input.
  package struct Given: Sendable, Equatable {
    package var item: Item.ID
    package var label: Int
    /// False for an auto-label of the past: exported unchanged, never trained on.
    package var isHuman: Bool

    package init(item: Item.ID, label: Int, isHuman: Bool) {
      self.item = item
      self.label = label
      self.isHuman = isHuman
    }
  }

  package var jobName: String
  package var labels: LabelSet
  package var total: Int
  package var given: [Given]
  package var settings: LeadSettings
  /// The time in seconds that a worker may keep a task.
  package var taskTimeLimit: TimeInterval
  /// The time in seconds that a task is offered before its item returns to the pool.
  package var taskLifetime: TimeInterval

  package init(
    jobName: String, labels: LabelSet, total: Int, given: [Given] = [],
    settings: LeadSettings = LeadSettings(), taskTimeLimit: TimeInterval = 300,
    taskLifetime: TimeInterval = 21_600
  ) {
    self.jobName = jobName
    self.labels = labels
    self.total = total
    self.given = given
    self.settings = settings
    self.taskTimeLimit = taskTimeLimit
    self.taskLifetime = taskLifetime
  }
}
