/// The standing opinions of several workers on the items of a project.
package struct OpinionTable: Sendable, Equatable {
  /// One worker's opinion of one item.
  package struct Opinion: Sendable, Equatable {
    package let item: Int32
    /// The index in `workers`.
    package let worker: Int32
    package let label: Int32

    package init(item: Int, worker: Int, label: Int) {
      self.item = Int32(truncatingIfNeeded: item)
      self.worker = Int32(truncatingIfNeeded: worker)
      self.label = Int32(truncatingIfNeeded: label)
    }
  }

  package let workers: [String]
  /// By item; those of an item are of different workers, the oldest first.
  package let opinions: [Opinion]
  /// The opinions, the first of each item, that were asked whatever others had answered.
  package let blind: Int

  /// Orders opinions by item; takes time proportional to their number and to the highest item.
  ///
  /// `opinions` are oldest first; of a worker's several ones of an item the first is taken.
  package init(workers: [String], opinions: [Opinion], blind: Int) {
    self.workers = workers
    self.blind = blind
    let ordered = Self.byItem(opinions)
    var kept: [Opinion] = []
    kept.reserveCapacity(ordered.count)
    var first = 0
    for opinion in ordered {
      if kept.isEmpty || kept[kept.count - 1].item != opinion.item { first = kept.count }
      if !kept[first...].contains(where: { $0.worker == opinion.worker }) { kept.append(opinion) }
    }
    self.opinions = kept
  }

  /// Sorts by item and keeps the order within one (counting sort).
  private static func byItem(_ opinions: [Opinion]) -> [Opinion] {
    guard let highest = opinions.map(\.item).max() else { return [] }
    var sorted = opinions
    var places = [Int](repeating: 0, count: Int(highest) + 2)
    for opinion in opinions { places[Int(opinion.item) + 1] += 1 }
    for item in 1..<places.count { places[item] += places[item - 1] }
    for opinion in opinions {
      sorted[places[Int(opinion.item)]] = opinion
      places[Int(opinion.item)] += 1
    }
    return sorted
  }

  /// The places of each item's opinions in `opinions`.
  package var runs: [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for place in opinions.indices.dropFirst() where opinions[place].item != opinions[start].item {
      runs.append(start..<place)
      start = place
    }
    if start < opinions.count { runs.append(start..<opinions.count) }
    return runs
  }
}
