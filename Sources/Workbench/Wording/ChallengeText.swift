import Domain

/// The latest comparison of champion and challenger, in words.
struct ChallengeText {
  let challenge: ChallengeReport

  /// The labels that the champion gives, and its share of right predictions.
  var champion: String { figures(challenge.championAuto, right: challenge.championRight) }

  /// The labels that the challenger would give, and its share of right predictions.
  var challenger: String { figures(challenge.challengerAuto, right: challenge.challengerRight) }

  /// One line for `status`.
  var sentence: String {
    if let failure = challenge.failure { return "failed in round \(challenge.round): \(failure)" }
    return "\(challenger); champion \(champion)"
  }

  private func figures(_ auto: Int, right: Int) -> String {
    let labels = NumberText.counted(auto, "label")
    guard challenge.compared > 0 else { return labels }
    let share = NumberText.percent(Double(right) / Double(challenge.compared))
    return "\(labels), \(share) of \(NumberText.counted(challenge.compared, "answer"))"
  }
}
