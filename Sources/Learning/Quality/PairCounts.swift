import Domain

/// The number of times that the workers of each pair used each label on the items in common.
struct PairCounts: Sendable {
  private(set) var sums: [(items: Int, same: Int, products: Int)]
  private let labelCount: Int
  /// By pair, then label.
  private var first: [Int]
  private var second: [Int]

  init(_ shared: SharedOpinions) {
    labelCount = shared.labelCount
    sums = [(items: Int, same: Int, products: Int)](repeating: (0, 0, 0), count: shared.pairs.count)
    first = [Int](repeating: 0, count: shared.pairs.count * labelCount)
    second = first
    for item in shared.items {
      let labels = shared.labels(of: item)
      for pair in shared.sets[item.set].pairs {
        let (one, other) = (
          labels[labels.startIndex + pair.first], labels[labels.startIndex + pair.second]
        )
        sums[pair.number].items += 1
        sums[pair.number].same += one == other ? 1 : 0
        first[pair.number * labelCount + one] += 1
        second[pair.number * labelCount + other] += 1
      }
    }
    for pair in sums.indices {
      sums[pair].products = (pair * labelCount..<(pair + 1) * labelCount).reduce(0) {
        $0 + first[$1] * second[$1]
      }
    }
  }

  /// Returns by how much a pair's sum of products falls without one item.
  func productsLost(_ pair: Int, _ one: Int, _ other: Int) -> Int {
    second[pair * labelCount + one] + first[pair * labelCount + other] - (one == other ? 1 : 0)
  }
}

/// The number of times that the workers of each pair gave one label.
struct LabelPairCounts: Sendable {
  struct Pair: Sendable {
    var items = 0
    var first = 0
    var second = 0
    var both = 0

    /// 0 if neither gave the label: the pair says nothing about it.
    var weight: Int { first + second > 0 ? items : 0 }

    /// The items times Cohen's kappa of “this label, or another”.
    var weighted: Double {
      guard weight > 0 else { return 0 }
      let (items, first, second) = (Double(items), Double(first), Double(second))
      let same = items - first - second + 2 * Double(both)
      let chance = (first * second + (items - first) * (items - second)) / (items * items)
      return chance == 1 ? items : items * (same / items - chance) / (1 - chance)
    }

    /// Returns the counts without an item to which the two gave the label (1) or another (0).
    func without(_ one: Int, _ other: Int) -> Pair {
      Pair(
        items: items - 1, first: first - one, second: second - other, both: both - one * other)
    }
  }

  private(set) var pairs: [Pair]

  init(_ patterns: LabelPatterns, _ shared: SharedOpinions) {
    pairs = [Pair](repeating: Pair(), count: shared.pairs.count)
    for pattern in patterns.all {
      for pair in shared.sets[pattern.set].pairs {
        let (one, other) = (pattern.gave(pair.first), pattern.gave(pair.second))
        pairs[pair.number].items += pattern.items
        pairs[pair.number].first += one * pattern.items
        pairs[pair.number].second += other * pattern.items
        pairs[pair.number].both += one * other * pattern.items
      }
    }
  }
}
