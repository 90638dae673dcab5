/// A labeling job request: the fields of `CreateLabelingJob` that have a meaning on a local machine.
package struct LabelingJob: Sendable, Equatable {
  /// `LabelingJobName` or `LabelingJobNamePrefix`.
  package var name: String
  package var labelAttributeName: LabelAttributeName
  /// This path and those below are absolute, or relative to the current folder.
  ///
  /// Nil only if the request was read with `hasOtherManifest` and names none.
  package var manifestPath: String?
  package var labelCategoryPath: String
  package var templatePath: String
  package var taskTitle: String
  package var taskDescription: String
  package var taskKeywords: [String]
  /// The number of different workers that label an item.
  package var workersPerItem: Int
  /// The time after which an unanswered task returns to the queue.
  package var taskTimeLimitInSeconds: Int
  /// The time after which the open tasks of a batch return to the pool.
  package var taskAvailabilityLifetimeInSeconds: Int
  /// The most human tasks that are open at a time; nil for as many as people do while a round runs.
  package var maxConcurrentTaskCount: Int?
  /// The price of a human label in US dollars.
  package var pricePerLabel: Double?
  package var stoppingConditions: StoppingConditions
  package var activeLearning: ActiveLearning
  /// The fields that are accepted and ignored; `init` names them.
  package var ignoredFields: [String]
  /// The fields that mean something else here than in Ground Truth; `init` says what.
  package var differences: [Difference]

  /// A field of the request and its meaning on a local machine.
  package struct Difference: Sendable, Equatable {
    package let field: String
    package let meaning: String

    package init(field: String, meaning: String) {
      (self.field, self.meaning) = (field, meaning)
    }
  }

  /// The conditions that end a job before everything is labeled.
  package struct StoppingConditions: Sendable, Equatable {
    package var maxHumanLabeledObjectCount: Int?
    /// 1–100.
    package var maxPercentageOfInputDatasetLabeled: Int?

    package init(
      maxHumanLabeledObjectCount: Int? = nil, maxPercentageOfInputDatasetLabeled: Int? = nil
    ) {
      self.maxHumanLabeledObjectCount = maxHumanLabeledObjectCount
      self.maxPercentageOfInputDatasetLabeled = maxPercentageOfInputDatasetLabeled
    }
  }
}
