import Foundation

/// The last check of a job: uniform draws from the frozen auto-labels that would be exported, judged
/// before any of the answers is learned from.
///
/// It shares nothing with the model-based bound. Its draws are judged together with earlier audits
/// of auto-labels, and with those of failed checks at half weight, since the model has learned from
/// them; by the score of the binomial test of “at most ε of the auto-labels are wrong”,
///
///     z = (w − ε m) / √(ε (1 − ε) m),   w wrong among m
///
/// after the first draws and after each further batch (a group-sequential test, Pocock, 1977):
/// passed at z ≤ −0.6, failed at z ≥ 1.25, and after the last batch passed at z ≤ 0.
package struct ClosingCheck: Sendable, Equatable {
  package enum Verdict: Sendable, Equatable {
    case passed
    case failed
    case undecided
  }

  /// The growth of the human labels before the next attempt.
  package static let growth = 1.05
  /// The weight of a failed check's draws.
  package static let failedWeight = 0.5
  private static let pass = 0.6
  private static let fail = 1.25

  private let allowed: Double
  /// Whether audits alone must show the target.
  private let isAudited: Bool
  /// With audits alone, the largest number of wrong draws that passes.
  private let mostWrong: Int
  /// The number of draws before the first verdict.
  package let first: Int
  /// The largest number of draws: three in ten of the human labels, fewer where
  /// there are many, and half of the auto-labels at the most.
  package let most: Int

  /// Whether there are enough auto-labels for a check: people may as well label fewer ones.
  package let isWorthwhile: Bool

  /// Plans the check of `open` auto-labels after so many human labels.
  package init(target: Double, humanLabels: Int, open: Int) {
    (allowed, isAudited, mostWrong) = (1 - target, false, 0)
    let labels = Double(humanLabels)
    let wanted = max(4 / allowed, min(0.3 * labels, 250 + 0.05 * labels))
    most = min(Int(wanted.rounded()), open / 2)
    first = min(most, Int((4 / allowed).rounded()))
    isWorthwhile = Double(most) >= min(wanted, 4 / allowed)
  }

  /// Plans a check whose draws alone bound the accuracy, at 95 % (Clopper and Pearson, 1934): so many
  /// draws, judged at once, that it passes in four of five jobs if the estimate is right.
  package init(auditing open: Int, target: Double, estimate: Double) {
    (allowed, isAudited) = (1 - target, true)
    var (low, high) = (60, max(60, open / 2))
    func passes(_ count: Int) -> Bool {
      Self.mostWrong(of: count, allowed: 1 - target).map {
        Binomial.atMost($0, of: count, chance: 1 - estimate) >= 0.8
      } ?? false
    }
    isWorthwhile = passes(high)
    while isWorthwhile, high - low > 10 {
      let middle = (low + high) / 2
      (low, high) = passes(middle) ? (low, middle) : (middle, high)
    }
    (first, most) = isWorthwhile ? (high, high) : (0, 0)
    mostWrong = Self.mostWrong(of: most, allowed: 1 - target) ?? -1
  }

  /// Returns the largest number of wrong draws that still excludes more than `allowed` at 95 %; nil
  /// if none does.
  private static func mostWrong(of count: Int, allowed: Double) -> Int? {
    var most = -1
    while Binomial.atMost(most + 1, of: count, chance: allowed) <= 0.05 { most += 1 }
    return most < 0 ? nil : most
  }

  /// Judges `drawn` draws of this check, with `wrong` among the `count` of them and of earlier
  /// audits, by weight; audits alone are judged without earlier ones.
  ///
  /// `isLast` says that no more can be drawn.
  package func verdict(
    drawn: Int, isLast: Bool = false, wrong: Double, of count: Double
  ) -> Verdict {
    let isLast = isLast || drawn >= most
    if drawn < first && !isLast { return .undecided }
    if isAudited { return isLast && drawn >= most && Int(wrong) <= mostWrong ? .passed : .failed }
    let spread = (allowed * (1 - allowed) * count).squareRoot()
    let score = (wrong - allowed * count) / max(spread, 1e-9)
    if isLast { return score <= 0 ? .passed : .failed }
    if score <= -Self.pass { return .passed }
    return score >= Self.fail ? .failed : .undecided
  }

  /// Returns the accuracy, 0–1, below which the check fails in 95 of 100 jobs, with further draws
  /// by the batch and no earlier audits.
  package func detectable(batch: Int) -> Double {
    func passChance(accuracy: Double) -> Double {
      isAudited
        ? Binomial.atMost(mostWrong, of: most, chance: 1 - accuracy)
        : self.passChance(accuracy: accuracy, batch: batch)
    }
    var (low, high) = (0.5, 1 - allowed)
    for _ in 0..<12 {
      let middle = (low + high) / 2
      if passChance(accuracy: middle) < 0.05 { low = middle } else { high = middle }
    }
    return low
  }

  /// Returns the chance that auto-labels of this accuracy pass, over all looks.
  func passChance(accuracy: Double, batch: Int) -> Double {
    // The chances of each number of wrong draws, as long as the check is undecided.
    var chances = [1.0]
    var (drawn, passed) = (0, 0.0)
    while drawn < most {
      let next = drawn == 0 ? first : min(most, drawn + max(1, batch))
      for _ in drawn..<next {
        chances = (chances + [0]).enumerated().map { wrong, stay in
          stay * accuracy + (wrong > 0 ? chances[wrong - 1] * (1 - accuracy) : 0)
        }
      }
      drawn = next
      for wrong in chances.indices {
        let verdict = verdict(drawn: drawn, wrong: Double(wrong), of: Double(drawn))
        if verdict == .passed { passed += chances[wrong] }
        if verdict != .undecided { chances[wrong] = 0 }
      }
    }
    return passed
  }
}
