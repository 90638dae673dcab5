import Domain

/// Cohen's kappa of pairs of workers, and its mean over them.
///
///     κ = (agreement − chance) / (1 − chance),  chance = Σ p₁(label) p₂(label)
///
/// over the items in common; 1, by convention, if both used a single label only. See Cohen, *A
/// Coefficient of Agreement for Nominal Scales*, 1960. Over several workers it is the mean of all
/// pairs (Light, *Measures of Response Agreement for Qualitative Data*, 1971), here weighted by
/// their items in common, which need not be equally many.
struct Kappa: Sendable {
  /// The counts of one pair.
  private struct Sums {
    var items = 0
    var same = 0
    /// Σ over the labels of the product of how often either used it.
    var products = 0

    /// Nil without items.
    var kappa: Double? {
      guard items > 0 else { return nil }
      let chance = Double(products) / (Double(items) * Double(items))
      return chance == 1 ? 1 : (Double(same) / Double(items) - chance) / (1 - chance)
    }

    /// The pair's part in the sum of the mean.
    var weighted: Double { Double(items) * (kappa ?? 0) }
  }

  /// In the order of `SharedOpinions.pairs`: items in common, share of equal labels, κ.
  private(set) var pairs: [(items: Int, agreement: Double, kappa: AgreementReport.Coefficient)] = []
  /// Nil without pairs.
  private(set) var mean: AgreementReport.Coefficient?

  init(_ shared: SharedOpinions) {
    let counts = PairCounts(shared)
    let sums = counts.sums.map { Sums(items: $0.items, same: $0.same, products: $0.products) }
    var jackknives = sums.map { Jackknife($0.kappa ?? 0) }
    let (total, weight) = (sums.reduce(0) { $0 + $1.weighted }, sums.reduce(0) { $0 + $1.items })
    var jackknife = Jackknife(total / Double(max(1, weight)))
    for item in shared.items {
      let labels = shared.labels(of: item)
      var rest = (total: total, weight: weight)
      for pair in shared.sets[item.set].pairs {
        let (first, second) = (
          labels[labels.startIndex + pair.first], labels[labels.startIndex + pair.second]
        )
        var without = sums[pair.number]
        without.items -= 1
        without.same -= first == second ? 1 : 0
        without.products -= counts.productsLost(pair.number, first, second)
        jackknives[pair.number].note(without.kappa)
        rest.total += without.weighted - sums[pair.number].weighted
        rest.weight -= 1
      }
      jackknife.note(rest.weight > 0 ? rest.total / Double(rest.weight) : nil)
    }
    pairs = zip(sums, jackknives).map {
      ($0.items, Double($0.same) / Double(max(1, $0.items)), $1.coefficient)
    }
    mean = weight > 0 ? jackknife.coefficient : nil
  }

  /// Returns the mean κ of one label against all others, over the pairs of whom either gave it; nil
  /// without any.
  static func of(
    _ patterns: LabelPatterns, _ shared: SharedOpinions
  ) -> AgreementReport.Coefficient? {
    let counts = LabelPairCounts(patterns, shared)
    let (total, weight) = counts.pairs.reduce(into: (0.0, 0)) { sums, pair in
      sums.0 += pair.weighted
      sums.1 += pair.weight
    }
    guard weight > 0 else { return nil }
    var jackknife = Jackknife(total / Double(weight))
    for pattern in patterns.all {
      var rest = (total: total, weight: weight)
      for pair in shared.sets[pattern.set].pairs {
        let whole = counts.pairs[pair.number]
        let without = whole.without(pattern.gave(pair.first), pattern.gave(pair.second))
        rest.total += without.weighted - whole.weighted
        rest.weight += without.weight - whole.weight
      }
      jackknife.note(
        rest.weight > 0 ? rest.total / Double(rest.weight) : nil, times: pattern.items)
    }
    return jackknife.coefficient
  }
}
