package import Dataset
package import Domain
package import Learning

/// How a round decides, as the job asks for it.
package struct RoundSettings: Sendable {
  package var target: Double
  package var confidence: Confidence
  package var strategy: QueryStrategy
  /// The user's own logic, in the place of the strategy.
  package var ownStrategy: OwnStrategy?
  package var machineConfidence: MachineConfidence
  /// How several answers to an item become its label.
  package var consolidation: ActiveLearning.Consolidation
  /// The same seed and answers give the same rounds, bit for bit.
  package var seed: UInt64
  /// The result is the same whatever it is.
  package var threads: Int

  package init(
    target: Double = 0.95, confidence: Confidence = Confidence(0.95),
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

  /// Returns the settings with what the lead asks for today.
  package func asked(_ lead: LeadSettings) -> RoundSettings {
    var settings = self
    settings.target = lead.target
    return settings
  }

  func seed(round: Int) -> UInt64 { seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(round) }
}
