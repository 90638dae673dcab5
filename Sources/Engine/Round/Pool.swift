package import Dataset
package import Domain
package import Learning

/// The texts of a project in the learner's form: the same in every round.
package struct Pool: Sendable {
  package let features: TextFeatures
  package let graph: NeighborGraph
  /// Which items belong together by the job's key; nil if it names none.
  package let groups: RowGroups?
  /// What a model that is judged by an item may not know: others of its group or, where the job
  /// names no key, its near-duplicates.
  package private(set) var witnesses: RowGroups
  package let classCount: Int

  package init(
    features: TextFeatures, graph: NeighborGraph, groups: RowGroups? = nil, classCount: Int
  ) {
    self.features = features
    self.graph = graph
    self.groups = groups
    witnesses = groups ?? RowGroups(Stacks(graph))
    self.classCount = classCount
  }

  package var count: Int { features.count }

  /// The pool as a validation must see it: what took one answer belongs together, too.
  func joining(_ alike: [LabelSnapshot.Alike]) -> Pool {
    guard !alike.isEmpty else { return self }
    var result = self
    result.witnesses = witnesses.joining(alike.map { ($0.item, $0.head) })
    return result
  }
}

/// How a round decides, as the job asks for it.
package struct RoundSettings: Sendable {
  /// What a machine label's confidence in the manifest is.
  package enum MachineConfidence: Sendable, Equatable {
    /// The calibrated probability that it is right.
    case probability
    /// p₁ − p₂, as the sample has it.
    case margin
  }

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
