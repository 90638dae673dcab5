/// Tracks neighbors and groups of the chosen rows, which a diverse strategy skips.
struct DiversityFilter {
  private let graph: NeighborGraph
  private let groups: RowGroups?
  private var near = Set<Int>()
  private var groupsTaken = Set<Int>()

  /// Begins with the audited rows, which block their groups but not their neighbors.
  init(_ pool: Pool, audited: [Int]) {
    graph = pool.graph
    groups = pool.groups
    if let groups { groupsTaken = Set(audited.map { groups[$0] }) }
  }

  mutating func add(_ row: Int) {
    for edge in graph.edges(of: row) where edge.cosine > BatchSelector.nearCosine {
      near.insert(edge.row)
    }
    if let groups { groupsTaken.insert(groups[row]) }
  }

  func excludes(_ row: Int) -> Bool {
    near.contains(row) || groups.map { groupsTaken.contains($0[row]) } ?? false
  }
}
