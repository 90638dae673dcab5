import Domain

/// Krippendorff's alpha for nominal labels.
///
///     α = 1 − (observed disagreement) / (disagreement expected by chance)
///
/// An item with *m* opinions contributes m (m − 1) ordered pairs of weight 1 / (m − 1); items need
/// not have equally many. α is 1 for full agreement, 0 for agreement by chance and, by convention, 1
/// if a single label was ever used. See Krippendorff, *Computing Krippendorff's Alpha-Reliability*,
/// 2011.
enum Alpha {
  /// Returns α of so many opinions in all; nil of fewer than two.
  ///
  /// `disagreement` is the weighted number of ordered pairs that differ, `alike` that of ordered
  /// pairs of equal labels among all opinions, Σ t (t − 1) over the labels' totals t.
  static func of(_ size: Double, disagreement: Double, alike: Double) -> Double? {
    guard size > 1 else { return nil }
    let expected = 1 - alike / (size * (size - 1))
    return expected == 0 ? 1 : 1 - disagreement / size / expected
  }

  /// Returns α over all labels with its interval; nil without items.
  static func overall(_ shared: SharedOpinions) -> AgreementReport.Coefficient? {
    var totals = [Double](repeating: 0, count: shared.labelCount)
    var disagreement = 0.0
    for label in shared.labels { totals[label] += 1 }
    for item in shared.items { disagreement += self.disagreement(shared.labels(of: item)) }
    let size = Double(shared.labels.count)
    let alike = totals.reduce(0) { $0 + $1 * ($1 - 1) }
    guard let whole = of(size, disagreement: disagreement, alike: alike) else { return nil }
    var jackknife = Jackknife(whole)
    for item in shared.items {
      let labels = shared.labels(of: item)
      var without = alike
      for label in labels {
        totals[label] -= 1
        without -= 2 * totals[label]
      }
      jackknife.note(
        of(
          size - Double(labels.count),
          disagreement: disagreement - self.disagreement(labels), alike: without))
      for label in labels { totals[label] += 1 }
    }
    return jackknife.coefficient
  }

  /// Returns α of one label against all others, with its interval; nil without items.
  static func of(_ patterns: LabelPatterns) -> AgreementReport.Coefficient? {
    let (size, given) = (Double(patterns.size), Double(patterns.given))
    var disagreement = 0.0
    for pattern in patterns.all { disagreement += Double(pattern.items) * pattern.disagreement }
    guard let whole = of(size, disagreement: disagreement, alike: alike(size, given)) else {
      return nil
    }
    var jackknife = Jackknife(whole)
    for pattern in patterns.all {
      let left = (size - Double(pattern.workers), given - Double(pattern.givers))
      jackknife.note(
        of(left.0, disagreement: disagreement - pattern.disagreement, alike: alike(left.0, left.1)),
        times: pattern.items)
    }
    return jackknife.coefficient
  }

  private static func alike(_ size: Double, _ given: Double) -> Double {
    given * (given - 1) + (size - given) * (size - given - 1)
  }

  /// Returns the ordered pairs of an item that differ, divided by its opinions but one.
  private static func disagreement(_ labels: ArraySlice<Int>) -> Double {
    var differing = 0
    for (place, label) in labels.enumerated() {
      for other in labels.dropFirst(place + 1) where other != label { differing += 2 }
    }
    return Double(differing) / Double(labels.count - 1)
  }
}
