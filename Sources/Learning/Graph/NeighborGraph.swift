/// The exact nearest neighbors of each row of a pool by word cosine.
///
/// The cosine is that of binary word vectors weighted by inverse document frequency. A row has at
/// most fifteen neighbors, all with a cosine of at least 0.2. As an undirected graph (`edges`) two
/// rows are joined if either is among the other's neighbors.
package struct NeighborGraph: Sendable, Equatable {
  /// A neighbor of a row.
  package struct Neighbor: Sendable, Equatable {
    package let row: Int
    package let cosine: Float
  }

  /// The largest number of neighbors per row.
  package static let neighborLimit = 15
  /// The smallest cosine of a neighbor.
  package static let leastCosine: Float = 0.2

  /// The most rows whose neighbors are searched: the time grows with more than their number (0.14 s for
  /// 10,000 rows, 27 s for 420,000, over half an hour for 5 million).
  package static let rowLimit = 2_000_000

  /// Each row's neighbors by falling cosine, `neighborLimit` elements per row, padded with
  /// `unused`.
  let nearest: [UInt32]
  let cosines: [Float]
  /// Edges in compressed sparse rows, by rising row number: neighbors and rows that have this one
  /// as a neighbor.
  let edgeStarts: [Int]
  let edgeRows: [UInt32]
  let edgeCosines: [Float]

  static let unused = UInt32.max

  /// Finds the exact neighbors of every row; none in a pool of more than `limit` rows.
  package init(_ features: TextFeatures, threads: Int = 2, limit: Int = Self.rowLimit) {
    guard features.count <= limit else {
      self.init(unconnected: features.count)
      return
    }
    let search = NeighborSearch(features)
    let (nearest, cosines) = search.nearest(of: 0..<features.count, threads: threads)
    self.init(nearest: nearest, cosines: cosines)
  }

  init(nearest: [UInt32], cosines: [Float]) {
    self.nearest = nearest
    self.cosines = cosines
    let edges = Edges(nearest: nearest, cosines: cosines)
    (edgeStarts, edgeRows, edgeCosines) = (edges.starts, edges.rows, edges.cosines)
  }

  /// Makes a graph whose rows have no neighbors.
  private init(unconnected count: Int) {
    self.init(
      nearest: [UInt32](repeating: Self.unused, count: count * Self.neighborLimit),
      cosines: [Float](repeating: 0, count: count * Self.neighborLimit))
  }

  package var count: Int { nearest.count / Self.neighborLimit }

  /// Returns a row's neighbors by falling cosine.
  package func neighbors(of row: Int) -> [Neighbor] {
    (row * Self.neighborLimit..<(row + 1) * Self.neighborLimit).compactMap { index in
      let other = nearest[index]
      return other == Self.unused ? nil : Neighbor(row: Int(other), cosine: cosines[index])
    }
  }

  /// Returns a row's edges by rising row number.
  package func edges(of row: Int) -> [Neighbor] {
    (edgeStarts[row]..<edgeStarts[row + 1]).map {
      Neighbor(row: Int(edgeRows[$0]), cosine: edgeCosines[$0])
    }
  }
}

/// The undirected edges of lists of neighbors, in compressed sparse rows.
private struct Edges {
  private(set) var starts: [Int]
  private(set) var rows: [UInt32] = []
  private(set) var cosines: [Float] = []

  init(nearest: [UInt32], cosines: [Float]) {
    let limit = NeighborGraph.neighborLimit
    let count = nearest.count / limit
    let named = Self.named(nearest, count: count)
    starts = [0]
    starts.reserveCapacity(count + 1)
    var found: [(row: UInt32, cosine: Float)] = []
    for row in 0..<count {
      found.removeAll(keepingCapacity: true)
      for index in row * limit..<(row + 1) * limit where nearest[index] != NeighborGraph.unused {
        found.append((nearest[index], cosines[index]))
      }
      let own = found.count
      for index in named.positions[named.starts[row]..<named.starts[row + 1]] {
        let other = UInt32(index / limit)
        if !found[..<own].contains(where: { $0.row == other }) {
          found.append((other, cosines[index]))
        }
      }
      found.sort { $0.row < $1.row }
      for edge in found {
        rows.append(edge.row)
        self.cosines.append(edge.cosine)
      }
      starts.append(rows.count)
    }
  }

  /// Returns for each row the indices in `nearest` at which it occurs.
  private static func named(_ nearest: [UInt32], count: Int) -> (starts: [Int], positions: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for other in nearest where other != NeighborGraph.unused { starts[Int(other) + 1] += 1 }
    for row in 0..<count { starts[row + 1] += starts[row] }
    var next = starts
    var positions = [Int](repeating: 0, count: starts[count])
    for (index, other) in nearest.enumerated() where other != NeighborGraph.unused {
      positions[next[Int(other)]] = index
      next[Int(other)] += 1
    }
    return (starts, positions)
  }
}
