/// A built-in rule that says which items people should see next, by the name that a job gives it.
///
/// A new one is a case here; the compiler then asks for its formula
/// (Learning/Selection/QueryStrategy+Informativeness.swift).
package enum QueryStrategy: String, Sendable, Equatable, CaseIterable {
  /// Every item is as likely to be asked.
  case random
  /// One minus the probability of the likeliest label.
  case leastConfidence = "least-confidence"
  /// One minus the lead of the likeliest label over the second: 1 − (p₁ − p₂).
  case margin
  /// −Σ p ln p.
  case entropy
  /// The smallest margins, passing over what is near to an item already chosen.
  case diverse
}
