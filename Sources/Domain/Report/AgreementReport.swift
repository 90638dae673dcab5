/// The agreement of a project's workers, corrected for chance, and the errors of each.
package struct AgreementReport: Sendable, Equatable, Codable {
  /// A coefficient of agreement, 1 at most, with its 95 % interval; 0 is agreement by chance.
  package struct Coefficient: Sendable, Equatable, Codable {
    package let value: Double
    /// Nil where too few items differ to tell.
    package let lower: Double?
    package let upper: Double?

    package init(_ value: Double, lower: Double? = nil, upper: Double? = nil) {
      (self.value, self.lower, self.upper) = (value, lower, upper)
    }
  }

  /// Two workers with items in common.
  package struct Pair: Sendable, Equatable, Codable {
    package let first: String
    package let second: String
    /// The items of which both have an opinion.
    package let items: Int
    /// The share of them with equal labels, 0–1.
    package let agreement: Double
    /// Cohen's kappa.
    package let kappa: Coefficient

    package init(
      first: String, second: String, items: Int, agreement: Double, kappa: Coefficient
    ) {
      (self.first, self.second, self.items) = (first, second, items)
      (self.agreement, self.kappa) = (agreement, kappa)
    }
  }

  /// One label against all others.
  package struct Label: Sendable, Equatable, Codable {
    package let label: Int
    /// The opinions that gave it.
    package let opinions: Int
    /// Krippendorff's alpha and Cohen's kappa.
    package let alpha: Coefficient?
    package let kappa: Coefficient?

    package init(label: Int, opinions: Int, alpha: Coefficient?, kappa: Coefficient?) {
      (self.label, self.opinions, self.alpha, self.kappa) = (label, opinions, alpha, kappa)
    }
  }

  /// A cell of a confusion matrix: so many items of `label` were given `said`.
  package struct Confusion: Sendable, Equatable, Codable {
    package let label: Int
    package let said: Int
    /// An expectation: what an item's label is, is known with a probability.
    package let items: Double

    package init(label: Int, said: Int, items: Double) {
      (self.label, self.said, self.items) = (label, said, items)
    }
  }

  /// One worker against the others.
  package struct Worker: Sendable, Equatable, Codable {
    package let name: String
    /// The items of which others have an opinion, too.
    package let items: Int
    /// The share of the others' opinions that equal the worker's, 0–1; nil without.
    package let agreement: Double?
    /// The mean of Cohen's kappa with each of the others, weighted by the items in common.
    package let kappa: Double?
    /// The share of the worker's answers that are right by consolidation, 0–1; nil without.
    package let accuracy: Double?
    /// The cells that are not empty, by label; right answers among them.
    package let confusion: [Confusion]

    package init(
      name: String, items: Int, agreement: Double?, kappa: Double?, accuracy: Double?,
      confusion: [Confusion]
    ) {
      (self.name, self.items, self.agreement) = (name, items, agreement)
      (self.kappa, self.accuracy, self.confusion) = (kappa, accuracy, confusion)
    }
  }

  /// The items with two blind opinions or more; everything rests on them.
  package let items: Int
  /// Their blind opinions.
  package let opinions: Int
  /// Krippendorff's alpha for nominal labels; nil without items.
  package let alpha: Coefficient?
  /// The mean of Cohen's kappa over all pairs, weighted by the items in common.
  package let kappa: Coefficient?
  /// By name.
  package let pairs: [Pair]
  /// By label; those that nobody gave are left out.
  package let labels: [Label]
  /// The least right first; those without items in common last.
  package let workers: [Worker]
  /// Whether an item's label is that of the Dawid–Skene method, and not of the majority.
  package let isDawidSkene: Bool

  package init(
    items: Int, opinions: Int, alpha: Coefficient?, kappa: Coefficient?, pairs: [Pair],
    labels: [Label], workers: [Worker], isDawidSkene: Bool
  ) {
    (self.items, self.opinions, self.alpha, self.kappa) = (items, opinions, alpha, kappa)
    (self.pairs, self.labels, self.workers) = (pairs, labels, workers)
    self.isDawidSkene = isDawidSkene
  }
}
