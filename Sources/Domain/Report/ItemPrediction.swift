/// One item's values in the files of the current round.
package struct ItemPrediction: Sendable, Equatable, Codable {
  /// An auto-label as a manifest has it.
  package struct AutoLabel: Sendable, Equatable, Codable {
    package var label: Int
    /// The first of the consecutive rounds that gave it.
    package var since: Int
    /// 0–1.
    package var confidence: Double

    package init(label: Int, since: Int, confidence: Double) {
      (self.label, self.since, self.confidence) = (label, since, confidence)
    }
  }

  package var round: Int
  /// The model's probability of each label after smoothing over the graph, by index; nil if the file
  /// cannot be read.
  package var probabilities: [Double]?
  package var autoLabel: AutoLabel?

  package init(round: Int, probabilities: [Double]?, autoLabel: AutoLabel?) {
    (self.round, self.probabilities, self.autoLabel) = (round, probabilities, autoLabel)
  }
}

/// The label that a round predicted for an item, which its threshold was compared with.
package struct ItemScore: Sendable, Equatable, Codable {
  package var round: Int
  package var label: Int
  /// The calibrated chance that the label is right, 0–1.
  package var chance: Double

  package init(round: Int, label: Int, chance: Double) {
    (self.round, self.label, self.chance) = (round, label, chance)
  }
}
