extension NeighborGraph {
  /// Returns the graph extended by rows appended to the pool since it was built.
  ///
  /// `features` describe the whole pool, new rows last. New rows get their exact neighbors;
  /// existing rows merge new rows into their lists. Cosines between existing rows are not
  /// recomputed, although each added row shifts the word weights slightly. A pool that grows beyond
  /// `rowLimit` rows loses its neighbors.
  package func appending(
    _ features: TextFeatures, threads: Int = 2, rowLimit: Int = Self.rowLimit
  ) -> NeighborGraph {
    precondition(features.count >= count, "The pool has lost rows.")
    guard features.count <= rowLimit else { return NeighborGraph(features, limit: rowLimit) }
    let limit = Self.neighborLimit
    let added = count..<features.count
    let own = NeighborSearch(features).nearest(of: added, threads: threads)
    // A new row that is no nearer than the last neighbor changes nothing.
    let met = NeighborSearch(features, among: added).nearest(of: 0..<count, threads: threads) {
      [cosines] row in cosines[(row + 1) * limit - 1]
    }
    var merged = MergedRows(capacity: features.count * limit)
    for row in 0..<count {
      let place = row * limit..<(row + 1) * limit
      merged.append(
        (nearest[place], cosines[place]), (met.rows[place], met.cosines[place]), limit: limit)
    }
    return NeighborGraph(nearest: merged.rows + own.rows, cosines: merged.cosines + own.cosines)
  }
}

/// Lists of neighbors that are merged from two each.
private struct MergedRows {
  typealias List = (rows: ArraySlice<UInt32>, cosines: ArraySlice<Float>)

  private(set) var rows: [UInt32] = []
  private(set) var cosines: [Float] = []

  init(capacity: Int) {
    rows.reserveCapacity(capacity)
    cosines.reserveCapacity(capacity)
  }

  /// Appends the first `limit` of two lists of as many, by falling cosine; of equal ones those of the
  /// first list, which has the lower rows.
  mutating func append(_ first: List, _ second: List, limit: Int) {
    var (one, other) = (first.rows.startIndex, second.rows.startIndex)
    for _ in 0..<limit {
      // Unused places have the cosine 0, and come last.
      if first.cosines[one] >= second.cosines[other] {
        rows.append(first.rows[one])
        cosines.append(first.cosines[one])
        one += 1
      } else {
        rows.append(second.rows[other])
        cosines.append(second.cosines[other])
        other += 1
      }
    }
  }
}
