/// A labeling job request: `CreateLabelingJob`'s fields that mean something on one's own machine.
package struct LabelingJob: Sendable, Equatable {
  /// `LabelingJobName`, or `LabelingJobNamePrefix` as the sample has it.
  package var name: String
  package var labelAttributeName: LabelAttributeName
  /// The paths below are absolute, or relative to the current folder.
  ///
  /// The manifest is nil only if the request was read with `manifestIsGiven` and names none.
  package var manifestPath: String?
  package var labelCategoryPath: String
  package var templatePath: String
  package var taskTitle: String
  package var taskDescription: String
  package var taskKeywords: [String]
  /// The distinct workers that an item needs.
  package var workersPerItem: Int
  /// How long a worker may keep a task.
  package var taskTimeLimitInSeconds: Int
  /// How long a batch of tasks is offered.
  package var taskAvailabilityLifetimeInSeconds: Int
  /// The human tasks that are open at a time.
  package var maxConcurrentTaskCount: Int
  /// The price of a human label in US dollars.
  package var pricePerLabel: Double?
  package var stoppingConditions: StoppingConditions
  package var activeLearning: ActiveLearning
  /// The fields that were accepted and have no meaning here, for `init` to name.
  package var ignoredFields: [String]

  /// When a job ends before everything is labeled.
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
