/// The comparison of challenger and champion in a round, on the same answers.
package struct ChallengeReport: Sendable, Equatable, Codable {
  package var round: Int
  /// The model that gave the round's labels, as the job names it.
  package var champion: String
  package var challenger: String
  /// Answers that came after both models had predicted the item.
  package var compared = 0
  /// The number of them that each model had predicted.
  package var championRight = 0
  package var challengerRight = 0
  /// The number of items that each may label at the job's target.
  package var championAuto = 0
  package var challengerAuto = 0
  /// The accuracy of the challenger's labels, 0–1; nil while it has no calibration.
  package var estimatedAccuracy: Double?
  package var lowerBound: Double?
  package var seconds = 0.0
  /// The reason why it could not run; the figures are empty then.
  package var failure: String?

  package init(round: Int, champion: String, challenger: String) {
    self.round = round
    self.champion = champion
    self.challenger = challenger
  }
}
