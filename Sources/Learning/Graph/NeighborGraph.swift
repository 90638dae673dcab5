/// For each row of the pool its nearest rows by their words.
///
/// Nearness is the cosine of binary words weighted by how rare they are; a row has up to
/// fifteen neighbors of cosine 0.2 and above. As an undirected graph (`edges`) two rows are joined where
/// either is among the other's nearest.
package struct NeighborGraph: Sendable, Equatable {
  /// A row near another.
  package struct Neighbor: Sendable, Equatable {
    package let row: Int
    package let cosine: Float
  }

  /// How many neighbors a row has at most.
  package static let neighborLimit = 15
  /// Rows less alike than this are no neighbors.
  package static let leastCosine: Float = 0.2

  /// Each row's nearest, nearest first: `neighborLimit` places a row, the unused ones `unused`.
  let nearest: [UInt32]
  let cosines: [Float]
  /// Each row's edges: those that it names and those that name it, by row number.
  let edgeStarts: [Int]
  let edgeRows: [UInt32]
  let edgeCosines: [Float]

  static let unused = UInt32.max

  /// Finds every row's nearest rows, exactly.
  package init(_ features: TextFeatures, threads: Int = 2) {
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

  package var count: Int { nearest.count / Self.neighborLimit }

  /// Returns a row's nearest rows, nearest first.
  package func neighbors(of row: Int) -> [Neighbor] {
    (row * Self.neighborLimit..<(row + 1) * Self.neighborLimit).compactMap { place in
      let other = nearest[place]
      return other == Self.unused ? nil : Neighbor(row: Int(other), cosine: cosines[place])
    }
  }

  /// Returns all rows joined to a row, by row number.
  package func edges(of row: Int) -> [Neighbor] {
    (edgeStarts[row]..<edgeStarts[row + 1]).map {
      Neighbor(row: Int(edgeRows[$0]), cosine: edgeCosines[$0])
    }
  }
}

/// The undirected graph of lists of nearest rows.
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
      for place in row * limit..<(row + 1) * limit where nearest[place] != NeighborGraph.unused {
        found.append((nearest[place], cosines[place]))
      }
      let own = found.count
      for place in named.places[named.starts[row]..<named.starts[row + 1]] {
        let other = UInt32(place / limit)
        if !found[..<own].contains(where: { $0.row == other }) {
          found.append((other, cosines[place]))
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

  /// For each row the places in `nearest` that name it.
  private static func named(_ nearest: [UInt32], count: Int) -> (starts: [Int], places: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for other in nearest where other != NeighborGraph.unused { starts[Int(other) + 1] += 1 }
    for row in 0..<count { starts[row + 1] += starts[row] }
    var next = starts
    var places = [Int](repeating: 0, count: starts[count])
    for (place, other) in nearest.enumerated() where other != NeighborGraph.unused {
      places[next[Int(other)]] = place
      next[Int(other)] += 1
    }
    return (starts, places)
  }
}
