/// The label that most workers gave.
package struct MajorityVote: Sendable, Equatable {
  package let label: Int
  /// The share of the votes that it got, 0–1.
  package let agreement: Double

  /// Counts votes, oldest first; of equally many the label that was given first wins.
  ///
  /// Nil without votes.
  package init?(_ votes: [Int]) {
    var tally: [Int: Int] = [:]
    for vote in votes { tally[vote, default: 0] += 1 }
    guard let most = tally.values.max(), let winner = votes.first(where: { tally[$0] == most })
    else { return nil }
    label = winner
    agreement = Double(most) / Double(votes.count)
  }
}
