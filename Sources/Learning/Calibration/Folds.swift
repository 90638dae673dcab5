import Domain

/// Labels divided into parts of about one size, those of one group always in the same part.
///
/// Each part is to be predicted by a model that knows only the others.
struct Folds {
  private let labels: [HumanLabel]
  private let isWanted: [Bool]
  /// The part of each label; −1 for those that every model may know.
  private var partOf: [Int]
  private(set) var count = 0

  /// Deals out the labels of `rows` (all, if nil) at random, into `most` parts at most.
  ///
  /// Other labels of their groups go with them: not to be predicted, but to be hidden.
  init(_ labels: [HumanLabel], rows: Set<Int>?, groups: RowGroups?, most: Int, seed: UInt64) {
    self.labels = labels
    let isWanted = labels.map { rows?.contains($0.item) ?? true }
    self.isWanted = isWanted
    partOf = [Int](repeating: -1, count: labels.count)
    let groupOf = labels.map { groups?[$0.item] ?? $0.item }
    let members = Dictionary(grouping: labels.indices) { groupOf[$0] }
    var seen = Set<Int>()
    let drawn = labels.indices.filter { isWanted[$0] && seen.insert(groupOf[$0]).inserted }
    count = min(most, drawn.count)
    var sizes = [Int](repeating: 0, count: count)
    var generator = SeededGenerator(seed: seed)
    let turns = zip(generator.permutation(of: drawn.count), drawn).sorted { $0.0 < $1.0 }
    for (_, first) in turns {
      // The smallest part takes the next group; where all labels stand alone, each part in turn.
      guard let part = sizes.indices.min(by: { sizes[$0] < sizes[$1] }) else { break }
      for index in members[groupOf[first], default: []] {
        partOf[index] = part
        sizes[part] += isWanted[index] ? 1 : 0
      }
    }
  }

  /// The labels that the model of a part is trained on.
  func known(to part: Int) -> [HumanLabel] {
    labels.indices.filter { partOf[$0] != part }.map { labels[$0] }
  }

  /// The labels that it predicts.
  func predicted(by part: Int) -> [HumanLabel] {
    labels.indices.filter { partOf[$0] == part && isWanted[$0] }.map { labels[$0] }
  }
}
