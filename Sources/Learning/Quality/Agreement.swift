package import Domain

/// Measures of agreement between workers, corrected for chance.
package enum Agreement {
  /// Returns Krippendorff's alpha for nominal labels; nil if no item has two annotations.
  ///
  ///     α = 1 − (observed disagreement) / (disagreement expected by chance)
  ///
  /// An item with *m* annotations contributes m (m − 1) ordered pairs of weight 1 / (m − 1). α is 1
  /// for full agreement, 0 for agreement by chance and, by convention, 1 if a single label was ever
  /// used. See Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011.
  package static func alpha(_ answers: [AnnotationSnapshot.Annotation], labelCount: Int) -> Double?
  {
    var counts: [Int: [Double]] = [:]
    for answer in answers {
      counts[answer.item, default: [Double](repeating: 0, count: labelCount)][answer.label] += 1
    }
    var totals = [Double](repeating: 0, count: labelCount)
    var agreed = 0.0
    // Sorted, so that the sums do not depend on the dictionary's order.
    for (_, row) in counts.sorted(by: { $0.key < $1.key }) {
      let size = row.reduce(0, +)
      guard size > 1 else { continue }
      for (label, count) in row.enumerated() {
        totals[label] += count
        agreed += count * (count - 1) / (size - 1)
      }
    }
    let size = totals.reduce(0, +)
    guard size > 1 else { return nil }
    let expected = 1 - totals.reduce(0) { $0 + $1 * ($1 - 1) } / (size * (size - 1))
    return expected == 0 ? 1 : 1 - (1 - agreed / size) / expected
  }

  /// The agreement of two workers.
  package struct Pair: Sendable, Equatable {
    package let first: String
    package let second: String
    /// The number of items that both annotated.
    package let items: Int
    /// The share of these items with equal labels, 0–1.
    package let agreement: Double
    /// Cohen's kappa, (agreement − chance) / (1 − chance); 1 if both used a single label only.
    package let kappa: Double
  }

  /// Returns Cohen's kappa of each pair of workers with items in common, sorted by worker.
  ///
  /// Chance is Σ p₁(label) p₂(label) over the items in common. Of several annotations of one item a
  /// worker's last one counts. See Cohen, *A Coefficient of Agreement for Nominal Scales*, 1960.
  package static func pairs(_ answers: [AnnotationSnapshot.Annotation], labelCount: Int) -> [Pair] {
    var labels: [String: [Item.ID: Int]] = [:]
    for answer in answers { labels[answer.worker, default: [:]][answer.item] = answer.label }
    let workers = labels.keys.sorted()
    return workers.flatMap { first in
      workers.filter { $0 > first }.compactMap { second in
        pair((first, labels[first] ?? [:]), (second, labels[second] ?? [:]), labelCount)
      }
    }
  }

  private typealias Worker = (name: String, labels: [Item.ID: Int])

  private static func pair(_ first: Worker, _ second: Worker, _ labelCount: Int) -> Pair? {
    var (firstCounts, same, items) = ([Int](repeating: 0, count: labelCount), 0, 0)
    var secondCounts = firstCounts
    for (item, label) in first.labels {
      guard let other = second.labels[item] else { continue }
      items += 1
      same += label == other ? 1 : 0
      firstCounts[label] += 1
      secondCounts[other] += 1
    }
    guard items > 0 else { return nil }
    let agreement = Double(same) / Double(items)
    let chance =
      zip(firstCounts, secondCounts).reduce(0) { $0 + Double($1.0) * Double($1.1) }
      / Double(items * items)
    let kappa = chance == 1 ? 1 : (agreement - chance) / (1 - chance)
    return Pair(
      first: first.name, second: second.name, items: items, agreement: agreement, kappa: kappa)
  }
}
