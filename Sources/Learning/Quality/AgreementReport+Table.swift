package import Domain

extension AgreementReport {
  /// More probabilities than these are not estimated: an item's label is then the majority's.
  private static let mostProbabilities = 50_000_000

  /// Computes how far workers agree, from the items with two blind opinions or more, and where each
  /// of them errs, from all opinions of these items.
  package init(_ table: OpinionTable, labelCount: Int) {
    let shared = SharedOpinions(table, labelCount: labelCount)
    let kappa = Kappa(shared)
    let pairs = zip(shared.pairs, kappa.pairs).map { names, pair in
      Pair(
        first: table.workers[names.first], second: table.workers[names.second], items: pair.items,
        agreement: pair.agreement, kappa: pair.kappa)
    }
    let labels = LabelPatterns.all(shared).map {
      Label(
        label: $0.label, opinions: $0.given, alpha: Alpha.of($0), kappa: Kappa.of($0, shared))
    }
    let confusions = WorkerConfusions(
      table.shared, labelCount: labelCount, most: Self.mostProbabilities)
    self.init(
      items: shared.items.count, opinions: shared.labels.count, alpha: Alpha.overall(shared),
      kappa: kappa.mean, pairs: pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) },
      labels: labels, workers: Self.workers(table, shared, pairs, confusions),
      isDawidSkene: confusions.isDawidSkene)
  }

  private static func workers(
    _ table: OpinionTable, _ shared: SharedOpinions, _ pairs: [Pair], _ confusions: WorkerConfusions
  ) -> [Worker] {
    var items = [Int](repeating: 0, count: table.workers.count)
    for set in shared.sets {
      for worker in set.workers { items[worker] += set.items }
    }
    let workers = table.workers.enumerated().map { number, name in
      let own = pairs.filter { $0.first == name || $0.second == name }
      return Worker(
        name: name, items: items[number], agreement: own.mean(\.agreement),
        kappa: own.mean(\.kappa.value), accuracy: confusions.accuracy(of: number),
        confusion: confusions.of(number))
    }
    return workers.sorted { ($0.accuracy ?? 2, $0.name) < ($1.accuracy ?? 2, $1.name) }
  }
}

extension [AgreementReport.Pair] {
  /// Returns a mean weighted by the items in common; nil without pairs.
  fileprivate func mean(_ value: KeyPath<Element, Double>) -> Double? {
    let items = reduce(0) { $0 + $1.items }
    guard items > 0 else { return nil }
    return reduce(0) { $0 + Double($1.items) * $1[keyPath: value] } / Double(items)
  }
}

extension OpinionTable {
  /// The opinions of items that have two or more.
  fileprivate var shared: OpinionTable {
    OpinionTable(
      workers: workers, opinions: runs.filter { $0.count > 1 }.flatMap { opinions[$0] },
      blind: blind)
  }
}
