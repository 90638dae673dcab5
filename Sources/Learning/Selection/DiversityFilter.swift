/// The rows chosen so far, and what is too like them to be chosen as well.
struct DiversityFilter {
  private let graph: NeighborGraph
  private let groups: RowGroups?
  private var near = Set<Int>()
  private var groupsTaken = Set<Int>()

  /// Audits, drawn by chance, keep others of their groups out, and their neighbors not.
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

  func hasLike(_ row: Int) -> Bool {
    near.contains(row) || groups.map { groupsTaken.contains($0[row]) } ?? false
  }
}
