/// Near-duplicate clusters ("stacks"), to which one annotation can be applied as a whole.
///
/// Star clusters of the neighbor graph: a center, and rows with a cosine of at least 0.8 to it.
/// (Connected components would chain: of 422,937 headlines one held 116,340 at cosine 0.6. At
/// cosine 0.8, 1.6 % of the labels copied to headlines of a stack were wrong.)
package struct Stacks: Sendable, Equatable {
  /// The largest number of rows in a stack, so that a person can check it.
  package static let sizeLimit = 20
  /// The smallest cosine of a row to the center of its stack.
  package static let leastCosine: Float = 0.8

  /// For each row the next one of its stack, as a ring; a row alone is its own successor.
  package let next: [UInt32]

  /// Finds stacks greedily: rows with many near-duplicates first, each row in one stack at most.
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
      for (index, row) in rows.enumerated() {
        next[row] = UInt32(rows[(index + 1) % rows.count])
        isTaken[row] = true
      }
    }
    self.next = next
  }

  package var count: Int { next.count }

  /// Returns the other rows of a row's stack, in ring order.
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
