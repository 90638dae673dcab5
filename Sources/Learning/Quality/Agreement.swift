package import Domain

/// How far people's answers agree beyond what chance would bring about.
package enum Agreement {
  /// Returns Krippendorff's alpha for labels without an order; nil if no two answers can be paired.
  ///
  ///     α = 1 − (observed disagreement) / (disagreement expected by chance)
  ///
  /// Each item with m answers brings m (m − 1) ordered pairs, each counting 1 / (m − 1). 1 is full
  /// agreement, 0 what chance would give. Where only one label was ever used, α is 1 by convention.
  /// See Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011.
  package static func alpha(_ answers: [AnnotationSnapshot.Annotation], labelCount: Int) -> Double?
  {
    var counts: [Int: [Double]] = [:]
    for answer in answers {
      counts[answer.item, default: [Double](repeating: 0, count: labelCount)][answer.label] += 1
    }
    var totals = [Double](repeating: 0, count: labelCount)
    var agreed = 0.0
    // By item, so that sums do not depend on the dictionary's order.
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

  /// Two workers and how far they agree.
  package struct Pair: Sendable, Equatable {
    package let first: String
    package let second: String
    /// How many items both answered.
    package let items: Int
    /// The share of these on which they gave the same label.
    package let agreement: Double
    /// Cohen's kappa: (agreement − chance) / (1 − chance); 1 if both only ever used one label.
    package let kappa: Double
  }

  /// Returns Cohen's kappa of each two workers who answered an item in common, by worker.
  ///
  /// Chance is Σ p₁(label) p₂(label) over the items in common. See Cohen, *A Coefficient of
  /// Agreement for Nominal Scales*, 1960. Of several answers to an item a worker's last counts.
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
