/// A condition of the job that ends it before all is labeled.
package enum StoppingCondition: Sendable, Equatable, Codable {
  /// `MaxHumanLabeledObjectCount`: so many items are labeled by people.
  case humanLabels(Int)
  /// `MaxPercentageOfInputDatasetLabeled`, 1–100.
  case percentageLabeled(Int)
  /// The lead stopped the job.
  case lead
}

extension LeadSettings {
  /// Returns the stopping condition that is met, if one is.
  package func stoppingCondition(_ counts: Counts) -> StoppingCondition? {
    if isStopped == true { return .lead }
    if let most = maxHumanLabels, counts.human >= most { return .humanLabels(counts.human) }
    if let most = maxPercentageLabeled, counts.labeled * 100 >= most * counts.total {
      return .percentageLabeled(most)
    }
    return nil
  }
}
