import Foundation

/// A sequential test of “at most the share ε is wrong”, valid after every answer.
///
/// Each answer x (1 if wrong) multiplies the wealth of a bet by 1 + w λ (x − ε), whose expectation
/// is at most 1 while the share of wrong answers is at most ε; w = u / π corrects for rows drawn
/// with the chance π in place of the uniform chance u. The wealth reaches 1/α with a probability of
/// at most α, however often it is looked at (Ville's inequality). Several λ, each the best one at
/// one true share, bet equal parts (the method of mixtures): Waudby-Smith, Ramdas, *Estimating
/// Means of Bounded Random Variables by Betting*, 2024.
package struct SequentialErrorTest: Sendable, Equatable, Codable {
  /// The true shares at which the bets are best, as multiples of ε.
  private static let multiples = [1.5, 2, 3, 5, 8]

  /// ε, 0–1, of answers without an allowance of their own.
  package let allowed: Double
  /// The sum of the allowances of all answers so far.
  private var allowedSum = 0.0
  /// The logarithm of each bet's wealth.
  private var wealths: [Double]
  /// The logarithm of the largest total wealth so far.
  package private(set) var peak = 0.0
  package private(set) var count = 0
  package private(set) var wrong = 0

  package init(allowed: Double) {
    self.allowed = min(0.5, max(1e-4, allowed))
    wealths = Self.multiples.map { _ in 0 }
  }

  /// Notes one answer; `weight` is at most 2.
  package mutating func note(isWrong: Bool, weight: Double = 1) {
    note(isWrong: isWrong, weight: weight, allowed: allowed)
  }

  /// Notes an answer to a row with an allowance of its own.
  package mutating func note(isWrong: Bool, weight: Double = 1, allowed: Double) {
    let allowed = min(0.9, max(1e-4, allowed))
    for (place, multiple) in Self.multiples.enumerated() {
      // The share that is bet on; below ½ + ε / 2, a weight of 2 cannot ruin the bet.
      let share = min(allowed + 0.45 * (1 - allowed), multiple * allowed)
      let stake = (share - allowed) / (allowed * (1 - allowed))
      wealths[place] += log(max(1e-12, 1 + weight * stake * ((isWrong ? 1 : 0) - allowed)))
    }
    allowedSum += allowed
    count += 1
    wrong += isWrong ? 1 : 0
    peak = max(peak, wealth)
  }

  /// The mean allowance of the answers so far, 0–1.
  package var meanAllowed: Double { count == 0 ? allowed : allowedSum / Double(count) }

  /// The logarithm of the bets' mean wealth.
  package var wealth: Double {
    let highest = wealths.max() ?? 0
    return highest + log(wealths.reduce(0) { $0 + exp($1 - highest) } / Double(wealths.count))
  }

  /// Returns whether the answers contradict ε at this level, over all looks.
  package func contradicts(at level: Double) -> Bool { peak >= log(1 / level) }
}
