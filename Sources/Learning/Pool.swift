package import Domain

/// The texts of a project in the learner's form: the same in every round.
package struct Pool: Sendable {
  package let features: TextFeatures
  package let graph: NeighborGraph
  /// Which items belong together by the job's key; nil if it names none.
  package let groups: RowGroups?
  /// What a model that is judged by an item may not know: others of its group or, where the job
  /// names no key, its near-duplicates.
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

  /// The pool as a validation must see it: what took one answer belongs together, too.
  package func joining(_ alike: [LabelSnapshot.Alike]) -> Pool {
    guard !alike.isEmpty else { return self }
    var result = self
    result.validationGroups = validationGroups.joining(alike.map { ($0.item, $0.head) })
    return result
  }
}
