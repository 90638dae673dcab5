import Dataset
package import Domain
import Learning

extension FolderArchive {
  /// Reads what the current round's files say of an item; nil before the first round.
  package func prediction(
    of item: Item.ID, round: Int, champion: ModelRole
  ) -> ItemPrediction? {
    guard round > 0 else { return nil }
    let bytes = try? files(of: champion).load(.predictions, round: round)
    let rows = bytes.flatMap { try? RoundCoding.probabilities($0) }
    var found = ItemPrediction(round: round, probabilities: nil, autoLabel: nil)
    if let rows, rows.count > item { found.probabilities = rows[item].map { Double($0) } }
    if let auto = try? autoLabels(round: round), auto.labels.indices.contains(item),
      auto.labels[item] >= 0
    {
      found.autoLabel = .init(
        label: Int(auto.labels[item]), since: Int(auto.since[item]),
        confidence: Double(auto.confidence[item]))
    }
    return found
  }

  /// Reads what each round predicted for an item, oldest first, as far as the files are there.
  package func scores(of item: Item.ID, through round: Int) -> [ItemScore] {
    guard round > 0 else { return [] }
    return (1...round).compactMap {
      try? RoundScores.score(of: item, round: $0, path: folder.scores($0))
    }
  }
}
