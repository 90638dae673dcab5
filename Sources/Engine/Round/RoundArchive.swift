package import Dataset
package import Domain

/// Where a project keeps its rounds.
package protocol RoundArchive: Sendable {
  /// Where a model's steps keep their results.
  func files(of role: ModelRole) -> any RoundFiles

  /// Keeps a round's auto-labels, whichever model gave them, so that single ones can be read fast.
  func save(_ autoLabels: AutoLabels, round: Int) throws

  /// Gives a round's auto-labels back; nil before the first round.
  func autoLabels(round: Int) throws -> AutoLabels?

  /// Reads one auto-label; nil where the round left the item to people.
  func autoLabel(of item: Item.ID, round: Int) throws -> Int?

  /// Forgets all that rounds before this one kept; their auto-labels' traces stay in the store.
  func prune(before round: Int) throws
}

/// Where the steps of one model's rounds keep their results until the next step, or after a kill the
/// next process, takes them up.
package protocol RoundFiles: Sendable {
  /// Keeps a file of a round; it is durable when the method returns.
  func save(_ bytes: [UInt8], as file: RoundFile, round: Int) throws

  /// Gives back what was kept; nil if nothing was.
  func load(_ file: RoundFile, round: Int) throws -> [UInt8]?
}
