import Foundation

/// The last check of a job: uniform draws from the frozen auto-labels that would be exported, judged
/// before any of the answers is learned from.
///
/// It passes on two conditions. The answers are evidence for the model's own error probabilities
/// (`CheckEvidence`), with a logarithm of at least 1.8, and 1 more for each check that failed
/// before, since each has a chance to pass by luck. With n < 10,000 items it is ln (10,000 / n) more, at
/// n = 3,000 and below 1.2: an estimate that rests on few labels misses more, as was measured. And the share of wrong ones, which assumes
/// nothing of the model, does not contradict the target: the score of the binomial test of “at most
/// ε of the auto-labels are wrong”, over the draws, earlier audits of auto-labels by their weights, and
/// the draws of failed checks at half weight, since the model has learned from them,
///
///     z = (w − ε m) / √(ε (1 − ε) m),   w wrong among m
///
/// is at most 0. It fails at an evidence of −2.5 or less, at z ≥ 1.25, or without a verdict after its
/// last draw.
package struct ClosingCheck: Sendable, Equatable {
  package enum Verdict: Sendable, Equatable {
    case passed
    case failed
    case undecided
  }

  /// The findings of a check so far.
  package struct Findings: Sendable, Equatable {
    /// The check's own draws that were answered.
    package var drawn: Int
    /// The wrong draws and audits, and all of them, by weight.
    package var wrong: Double
    package var count: Double
    /// The logarithm of the likelihood ratio.
    package var evidence: Double
    /// Whether no more can be drawn.
    package var isLast = false

    package init(
      drawn: Int, wrong: Double, of count: Double, evidence: Double, isLast: Bool = false
    ) {
      (self.drawn, self.wrong, self.count) = (drawn, wrong, count)
      (self.evidence, self.isLast) = (evidence, isLast)
    }
  }

  /// The growth of the human labels before the next attempt.
  package static let growth = 1.05
  /// The weight of a failed check's draws.
  package static let failedWeight = 0.5
  private static let evidenceToPass = 1.8
  /// The further evidence asked for each check that failed before.
  private static let evidencePerFailure = 1.0
  /// The items of a job that asks most evidence, and those of one that asks least.
  private static let fewItems = 3_000.0...10_000.0
  private static let evidenceToFail = -2.5
  private static let scoreToFail = 1.25
  /// The smallest share of the items that is worth a check.
  private static let leastOpen = 0.1

  private let allowed: Double
  /// The evidence with which it passes, a logarithm.
  private let needed: Double
  /// Whether audits alone must show the target.
  private let isAudited: Bool
  /// With audits alone, the largest number of wrong draws that passes.
  private let mostWrong: Int
  /// The number of draws before the first verdict.
  package let first: Int
  /// The number of further draws before each verdict after it.
  package let step: Int
  /// The largest number of draws: 25 / ε, more where more evidence is asked of few items, and half of the
  /// auto-labels at the most.
  package let most: Int

  /// Whether there are enough auto-labels for a check: people may as well label fewer ones.
  package let isWorthwhile: Bool

  /// Plans the check of `open` auto-labels after so many human labels and failed checks, in steps of
  /// half a round's batch.
  package init(target: Double, humanLabels: Int, open: Int, failures: Int = 0, batch: Int) {
    (allowed, isAudited, mostWrong) = (1 - target, false, 0)
    let items = Double(open + humanLabels)
    let ofItems = Self.evidenceToPass + Self.furtherEvidence(items: items)
    needed = ofItems + Self.evidencePerFailure * Double(failures)
    let draws = 25 / allowed * ofItems / Self.evidenceToPass
    most = min(Int(draws.rounded()), open / 2)
    first = min(most, Int((2 / allowed).rounded()))
    step = max(1, batch / 2)
    isWorthwhile =
      Double(most) >= min(4 / allowed, 0.3 * Double(humanLabels))
      && Double(open) >= Self.leastOpen * items
  }

  private static func furtherEvidence(items: Double) -> Double {
    log(fewItems.upperBound / min(fewItems.upperBound, max(fewItems.lowerBound, items)))
  }

  /// Plans a check whose draws alone bound the accuracy, at 95 % (Clopper and Pearson, 1934): so many
  /// draws, judged at once, that it passes in four of five jobs if the estimate is right.
  package init(auditing open: Int, target: Double, estimate: Double) {
    (allowed, isAudited, needed) = (1 - target, true, 0)
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
    step = max(1, most)
    mostWrong = Self.mostWrong(of: most, allowed: 1 - target) ?? -1
  }

  /// Returns the largest number of wrong draws that still excludes more than `allowed` at 95 %; nil
  /// if none does.
  private static func mostWrong(of count: Int, allowed: Double) -> Int? {
    var most = -1
    while Binomial.atMost(most + 1, of: count, chance: allowed) <= 0.05 { most += 1 }
    return most < 0 ? nil : most
  }

  /// Returns the chance, 0–1, that auto-labels of this accuracy pass a check by audits alone; nil for
  /// other checks.
  func passChanceOfAudits(accuracy: Double) -> Double? {
    isAudited ? Binomial.atMost(mostWrong, of: most, chance: 1 - accuracy) : nil
  }

  /// Judges what was found; audits alone are judged without earlier ones.
  package func verdict(_ found: Findings) -> Verdict {
    let isLast = found.isLast || found.drawn >= most
    if found.drawn < first && !isLast { return .undecided }
    if isAudited {
      return isLast && found.drawn >= most && Int(found.wrong) <= mostWrong ? .passed : .failed
    }
    let spread = (allowed * (1 - allowed) * found.count).squareRoot()
    let score = (found.wrong - allowed * found.count) / max(spread, 1e-9)
    if score <= 0 && found.evidence >= needed { return .passed }
    let contradicts = score >= Self.scoreToFail || found.evidence <= Self.evidenceToFail
    return isLast || contradicts ? .failed : .undecided
  }
}
