package import Domain

/// All texts of a project as features and neighbor graph; the same in every round.
package struct Pool: Sendable {
  package let features: TextFeatures
  package let graph: NeighborGraph
  /// Rows grouped by the job's `GroupKey`; nil if the job names none.
  package let groups: RowGroups?
  /// Groups that validation keeps together: those of the job's key or, without one,
  /// near-duplicates.
  package private(set) var validationGroups: RowGroups
  package let classCount: Int

  package init(
    features: TextFeatures, graph: NeighborGraph, groups: RowGroups? = nil,
    validationGroups: RowGroups? = nil, classCount: Int
  ) {
    self.features = features
    self.graph = graph
    self.groups = groups
    self.validationGroups = validationGroups ?? groups ?? RowGroups(Stacks(graph))
    self.classCount = classCount
  }

  package var count: Int { features.count }

  /// Returns the pool with rows that share one annotation in one validation group.
  package func joining(_ copied: [CopiedLabel]) -> Pool {
    guard !copied.isEmpty else { return self }
    var result = self
    result.validationGroups = validationGroups.joining(copied.map { ($0.item, $0.head) })
    return result
  }
}
