extension NeighborGraph {
  /// Returns the graph extended by rows appended to the pool since it was built.
  ///
  /// `features` describe the whole pool, new rows last. New rows get their exact neighbors;
  /// existing rows merge new rows into their lists. Cosines between existing rows are not
  /// recomputed, although each added row shifts the word weights slightly.
  package func appending(_ features: TextFeatures, threads: Int = 2) -> NeighborGraph {
    precondition(features.count >= count, "The pool has lost rows.")
    let search = NeighborSearch(features)
    let limit = Self.neighborLimit
    let first = count
    let found = Parallel.map(pieces: features.count - first, threads: threads) { piece in
      search.near(first + piece)
    }
    var lists = (0..<first).map { neighbors(of: $0) }
    lists += found
    for (offset, matches) in found.enumerated() {
      for match in matches where match.row < first {
        lists[match.row].append(Neighbor(row: first + offset, cosine: match.cosine))
      }
    }
    var nearest = [UInt32](repeating: Self.unused, count: features.count * limit)
    var cosines = [Float](repeating: 0, count: features.count * limit)
    for row in lists.indices {
      let sorted = lists[row].sorted {
        $0.cosine != $1.cosine ? $0.cosine > $1.cosine : $0.row < $1.row
      }
      for (index, neighbor) in sorted.prefix(limit).enumerated() {
        nearest[row * limit + index] = UInt32(neighbor.row)
        cosines[row * limit + index] = neighbor.cosine
      }
    }
    return NeighborGraph(nearest: nearest, cosines: cosines)
  }
}
