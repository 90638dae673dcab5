import Foundation

/// The answers of one round to sure predictions, and those that contradict.
package struct RoundTally: Sendable, Equatable, Codable {
  package let round: Int
  package let count: Int
  package let wrong: Int

  package init(round: Int, count: Int, wrong: Int) {
    self.round = round
    self.count = count
    self.wrong = wrong
  }
}

extension [RoundTally] {
  /// Returns the round from which on contradictions are more frequent than before, by three
  /// standard errors at least; nil if there is none.
  ///
  /// The change point is that of the largest log-likelihood of two binomial rates.
  package var change: Int? {
    let all = total
    guard all.wrong > 0, all.wrong < all.count else { return nil }
    let split = indices.dropFirst().max { gain($0) < gain($1) }
    guard let split, gain(split) > 4.5 else { return nil }
    return self[split].round
  }

  private var total: (wrong: Int, count: Int) {
    (reduce(0) { $0 + $1.wrong }, reduce(0) { $0 + $1.count })
  }

  /// Returns the gain in log-likelihood, twice of which is about chi-squared; 0 where the later rate
  /// is not higher.
  private func gain(_ split: Int) -> Double {
    let (early, late, all) = (
      Array(self[..<split]).total, Array(self[split...]).total, total
    )
    guard early.count > 0, late.count > 0, late.wrong * early.count > early.wrong * late.count
    else {
      return 0
    }
    return Self.fit(early) + Self.fit(late) - Self.fit(all)
  }

  private static func fit(_ tally: (wrong: Int, count: Int)) -> Double {
    let (wrong, right) = (Double(tally.wrong), Double(tally.count - tally.wrong))
    let count = wrong + right
    return (wrong > 0 ? wrong * log(wrong / count) : 0)
      + (right > 0 ? right * log(right / count) : 0)
  }
}
