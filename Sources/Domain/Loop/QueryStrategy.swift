/// A built-in rule that ranks unlabeled items for annotation, by its name in a job.
///
/// To add one, add a case; the compiler then requires its formula in
/// `QueryStrategy+Informativeness.swift` (target Learning).
package enum QueryStrategy: String, Sendable, Equatable, CaseIterable {
  /// Uniformly at random.
  case random
  /// 1 − p₁, with p₁ the largest probability.
  case leastConfidence = "least-confidence"
  /// 1 − (p₁ − p₂), with p₁ and p₂ the two largest probabilities.
  case margin
  /// The entropy −Σ p ln p.
  case entropy
  /// `margin`, skipping neighbors of items that are already in the batch.
  case diverse
}
