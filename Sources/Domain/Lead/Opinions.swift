/// The rule for how many workers are asked for their opinion of an item.
package enum Opinions: String, Sendable, Equatable, Codable, CaseIterable {
  /// As many as the job says, whatever they answer.
  case all
  /// Two, and more of them, one at a time, until two agree or as many as the job says have answered.
  case untilAgreed = "until-agreed"
}

extension LeadSettings {
  /// The workers who are asked about every item, whatever the others answer.
  ///
  /// Agreement is computed from their answers alone: further ones are asked because of a
  /// disagreement, and would make agreement look worse than it is.
  package var blindOpinions: Int {
    opinions == .untilAgreed ? min(2, workersPerItem) : workersPerItem
  }

  /// Tells whether the labels that an item got, oldest first, are enough to settle it.
  package func isEnough(_ votes: [Int]) -> Bool {
    if votes.count >= workersPerItem { return true }
    return opinions == .untilAgreed && Set(votes).count < votes.count
  }
}
