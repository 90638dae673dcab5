/// Near-duplicates, put together so that one answer can be given to all of them.
///
/// They are star clusters of the neighbor graph: a row, and others that are all nearly the same as
/// this one. (Connected components would chain: of 422,937 headlines one held 116,340 at cosine 0.6.)
/// At cosine 0.8, which is taken here, 1.6 % of the labels passed on to a stack of headlines were wrong.
package struct Stacks: Sendable, Equatable {
  /// A stack has no more rows than this, so that a person can judge it.
  package static let sizeLimit = 20
  /// How like the row in their middle the others are, at least.
  package static let leastCosine: Float = 0.8

  /// For each row the next one of its stack; the last names the first, a row alone itself.
  package let next: [UInt32]

  /// Finds the stacks: rows with many near-duplicates first, each row in one stack at most.
  package init(_ graph: NeighborGraph, leastCosine: Float = Self.leastCosine) {
    let near = (0..<graph.count).map { row in
      graph.edges(of: row).filter { $0.cosine >= leastCosine }
    }
    var next = (0..<UInt32(graph.count)).map { $0 }
    var isTaken = [Bool](repeating: false, count: graph.count)
    let middles = near.indices.filter { !near[$0].isEmpty }.sorted {
      near[$0].count != near[$1].count ? near[$0].count > near[$1].count : $0 < $1
    }
    for middle in middles where !isTaken[middle] {
      let others = near[middle].filter { !isTaken[$0.row] }.sorted {
        $0.cosine != $1.cosine ? $0.cosine > $1.cosine : $0.row < $1.row
      }
      let rows = [middle] + others.prefix(Self.sizeLimit - 1).map(\.row)
      for (place, row) in rows.enumerated() {
        next[row] = UInt32(rows[(place + 1) % rows.count])
        isTaken[row] = true
      }
    }
    self.next = next
  }

  package var count: Int { next.count }

  /// Returns the other rows of a row's stack.
  package func others(than row: Int) -> [Int] {
    var found: [Int] = []
    var other = Int(next[row])
    while other != row {
      found.append(other)
      other = Int(next[other])
    }
    return found
  }
}
