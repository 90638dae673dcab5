import Domain

/// The chance that auto-labels of some accuracy pass their check, over all of its looks.
///
/// Simulated, since it depends on where the errors are: beyond the model's own estimate they are at
/// any confidence (`CheckEvidence`), and earlier audits are left out.
package struct CheckPower: Sendable {
  /// The simulated checks of each accuracy.
  private static let checks = 600

  private let check: ClosingCheck
  /// The estimated probabilities of an error of a sample of the frozen auto-labels, 0–1.
  private let errors: [Double]
  private let evidence: CheckEvidence

  /// Takes the probabilities that the frozen auto-labels, or a sample of them, are right.
  package init(_ check: ClosingCheck, evidence: CheckEvidence, probabilities: [Double]) {
    self.check = check
    self.evidence = evidence
    errors = probabilities.map { min(1, max(0, 1 - $0)) }
  }

  /// Returns the accuracy, 0–1, below which the check fails in 95 of 100 jobs.
  package func detectable(target: Double) -> Double {
    var (low, high) = (0.5, target)
    for _ in 0..<10 {
      let middle = (low + high) / 2
      if passChance(accuracy: middle) < 0.05 { low = middle } else { high = middle }
    }
    return low
  }

  /// Returns the chance, 0–1, that auto-labels of this accuracy pass.
  package func passChance(accuracy: Double) -> Double {
    if let exact = check.passChanceOfAudits(accuracy: accuracy) { return exact }
    guard !errors.isEmpty else { return 0 }
    let truth = truth(accuracy: accuracy)
    var generator = SeededGenerator(seed: 0xC4EC)
    let passed = (0..<Self.checks).count { _ in passes(truth, using: &generator) }
    return Double(passed) / Double(Self.checks)
  }

  /// Returns for each row of the sample the true probability of an error.
  private func truth(accuracy: Double) -> [Double] {
    let mean = errors.reduce(0, +) / Double(errors.count)
    guard mean < 1 - accuracy else { return errors.map { $0 * (1 - accuracy) / max(mean, 1e-9) } }
    let excess = (1 - accuracy - mean) / (1 - mean)
    return errors.map { $0 + (1 - $0) * excess }
  }

  private func passes(_ truth: [Double], using generator: inout SeededGenerator) -> Bool {
    var (drawn, wrong, found) = (0, 0, evidence)
    while true {
      let next = min(check.most, max(check.first, drawn + check.step))
      for _ in drawn..<next {
        let row = generator.next(below: truth.count)
        let isRight = generator.nextUnit() >= truth[row]
        found.note(isRight: isRight, probability: 1 - errors[row])
        wrong += isRight ? 0 : 1
      }
      drawn = next
      let verdict = check.verdict(
        ClosingCheck.Findings(
          drawn: drawn, wrong: Double(wrong), of: Double(drawn), evidence: found.logRatio))
      if verdict != .undecided { return verdict == .passed }
    }
  }
}
