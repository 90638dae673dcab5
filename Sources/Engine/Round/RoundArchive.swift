package import Dataset
package import Domain

/// The storage of a project's rounds.
package protocol RoundArchive: Sendable {
  /// Returns the files of the model in a slot.
  func files(of role: ModelRole) -> any RoundFiles

  /// Keeps a round's auto-labels, of whichever model; durable when the method returns.
  func save(_ autoLabels: AutoLabels, round: Int) throws

  /// Keeps the label that a round predicts for each item, and its chance to be right; for good.
  func save(labels: [Int], chances: [Double], round: Int) throws

  /// Returns a round's auto-labels; nil before the first round.
  func autoLabels(round: Int) throws -> AutoLabels?

  /// Reads one auto-label; nil if the item has none.
  func autoLabel(of item: Item.ID, round: Int) throws -> Int?

  /// Removes all files of rounds before this one but their scores.
  func prune(before round: Int) throws
}

/// The storage of one model's rounds: the result of each step, for the next step or for a process
/// that resumes the round.
package protocol RoundFiles: Sendable {
  /// Keeps a file of a round; durable when the method returns.
  func save(_ bytes: [UInt8], as file: RoundFile, round: Int) throws

  /// Returns a file of a round; nil if there is none.
  func load(_ file: RoundFile, round: Int) throws -> [UInt8]?
}
