package import Dataset
package import Domain
package import Learning

/// The parameters of a round's decisions, from the job.
package struct RoundSettings: Sendable {
  package var target: Double
  package var confidence: ConfidenceLevel
  package var strategy: QueryStrategy
  /// The user's own strategy; it replaces `strategy`, which remains the fallback.
  package var externalStrategy: PoolStrategy?
  package var machineConfidence: MachineConfidence
  /// The rule that makes one label of several annotations.
  package var consolidation: ActiveLearning.Consolidation
  /// The share of wrong annotations that the lead declares, 0–0.3; nil to measure it by repeats.
  package var declaredErrors: Double?
  /// The rule by which a job completes.
  package var promise = PromiseReport.Method.checked
  /// Whether the target holds for the auto-labels of each label.
  package var isTargetPerLabel = false
  /// The present meaning of each label, −1 for one that was split; empty where none was changed.
  package var meanings: [Int] = []
  /// The seed: equal seeds and annotations give equal rounds, bit for bit.
  package var seed: UInt64
  /// The number of threads, which does not affect the result.
  package var threads: Int

  package init(
    target: Double = 0.95, confidence: ConfidenceLevel = ConfidenceLevel(0.95),
    strategy: QueryStrategy = .diverse, machineConfidence: MachineConfidence = .probability,
    consolidation: ActiveLearning.Consolidation = .majority,
    seed: UInt64 = 1, threads: Int = 2
  ) {
    self.target = target
    self.confidence = confidence
    self.strategy = strategy
    self.machineConfidence = machineConfidence
    self.consolidation = consolidation
    self.seed = seed
    self.threads = threads
  }

  /// Returns the settings with the lead's current target; one annotation an item needs no
  /// consolidation.
  package func asked(_ lead: LeadSettings) -> RoundSettings {
    var settings = self
    settings.target = lead.target
    if lead.workersPerItem == 1 { settings.consolidation = .majority }
    return settings
  }

  func seed(round: Int) -> UInt64 { seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(round) }
}
