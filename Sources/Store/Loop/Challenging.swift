package import Domain
package import Foundation

extension ProjectStore {
  /// Keeps how the challenger did in a round; a round that is run again replaces what it said.
  package func keep(_ challenge: ChallengeReport, now: Date) throws {
    try write(now) { transaction in
      try transaction.db.execute("DELETE FROM challenge WHERE round = ?", challenge.round)
      try transaction.db.execute(
        """
        INSERT INTO challenge (round, champion, challenger, compared, championRight,
          challengerRight, championAuto, challengerAuto, estimatedAccuracy, lowerBound, seconds,
          failure)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, challenge.round, challenge.champion, challenge.challenger, challenge.compared,
        challenge.championRight, challenge.challengerRight, challenge.championAuto,
        challenge.challengerAuto, challenge.estimatedAccuracy, challenge.lowerBound,
        challenge.seconds, challenge.failure)
      try transaction.note(Self.event(challenge))
    }
  }

  /// Makes the other model the champion from the next round on, which becomes due; `name` is as the
  /// job has it.
  package func switchChampion(to role: ModelRole, name: String, by person: String?, now: Date)
    throws
  {
    try decide(now) { transaction in
      try transaction.db.execute(
        "UPDATE project SET champion = ?, labelsForNextRound = 0", role.rawValue)
      try transaction.note(.modelSwitched(to: name), by: person)
    }
  }

  private static func event(_ challenge: ChallengeReport) -> JobEvent {
    if let failure = challenge.failure {
      return .challengerFailed(
        round: challenge.round, challenger: challenge.challenger, reason: failure)
    }
    return .challengerRan(
      round: challenge.round, champion: challenge.champion, challenger: challenge.challenger,
      championAuto: challenge.championAuto, challengerAuto: challenge.challengerAuto)
  }
}

extension Transaction {
  /// Returns the latest comparison of the two models; nil before the first.
  func latestChallenge() throws -> ChallengeReport? {
    try db.first("SELECT * FROM challenge ORDER BY round DESC LIMIT 1") { row in
      var challenge = ChallengeReport(
        round: try row("round"), champion: try row("champion"), challenger: try row("challenger"))
      challenge.compared = try row("compared")
      challenge.championRight = try row("championRight")
      challenge.challengerRight = try row("challengerRight")
      challenge.championAuto = try row("championAuto")
      challenge.challengerAuto = try row("challengerAuto")
      challenge.estimatedAccuracy = try row("estimatedAccuracy")
      challenge.lowerBound = try row("lowerBound")
      challenge.seconds = try row("seconds")
      challenge.failure = try row("failure")
      return challenge
    }
  }
}
