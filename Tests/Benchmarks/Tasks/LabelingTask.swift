import Domain

/// A labeling task with known labels, made from headlines: a row of the table of tasks.
struct LabelingTask: Sendable {
  /// Development rows may be looked at while the rules are made; held-out ones are run at the end.
  enum Kind: String, Sendable { case development, heldOut = "held-out" }

  let name: String
  var kind = Kind.development
  /// Items; fewer where there are not so many rows.
  var count = 3_000
  /// Draws the items and their labels.
  let make: @Sendable (NewsRows, Int, inout SeededGenerator) -> LabeledItems
  /// What the workers answer; one who is always right by default.
  var workers: [ScriptedWorker] = [.right]
  /// Which items are given with labels at the start; none by default.
  var start = Start.random
  /// The share of answered items that are asked again, of nobody in particular.
  var repeats = 0.0

  /// How the first labels come about.
  enum Start: Sendable {
    /// The job draws them.
    case random
    /// So many of the items that come with a label at random, among those whose label is one of these.
    case ofClasses([Int], count: Int)
    /// So many at random, all with wrong labels.
    case wrong(count: Int)
    /// The first of the items, as they stand.
    case first(count: Int)
  }

  /// How a worker answers.
  enum ScriptedWorker: Sendable {
    case right
    /// Wrong at this rate, each time anew.
    case noisy(Double)
    /// Says one label whatever is asked.
    case always(Int)
    case alwaysWrong
    /// Right, but for items of one label, which are called another.
    case confusing(Int, with: Int)
    /// Any label, by chance.
    case guessing
  }
}

/// Texts and their true labels.
struct LabeledItems: Sendable {
  var texts: [String]
  var labels: [Int]
  var classCount: Int
}

extension LabeledItems {
  /// Draws rows at random and labels each; rows without a label are left out.
  static func drawn(
    _ count: Int, of rows: NewsRows, classCount: Int, using generator: inout SeededGenerator,
    label: (NewsRow) -> Int?
  ) -> LabeledItems {
    var items = LabeledItems(texts: [], labels: [], classCount: classCount)
    for place in generator.permutation(of: rows.rows.count) {
      if items.texts.count == count { break }
      guard let label = label(rows.rows[place]) else { continue }
      items.texts.append(rows.rows[place].title)
      items.labels.append(label)
    }
    return items
  }

  /// The same with a share of the labels made another for good.
  func flipped(_ share: Double, using generator: inout SeededGenerator) -> LabeledItems {
    var result = self
    for item in labels.indices where generator.nextUnit() < share {
      result.labels[item] = other(than: labels[item], &generator)
    }
    return result
  }

  /// Each item with a near-duplicate beside it, a share of which has another label.
  func doubled(conflicts: Double, using generator: inout SeededGenerator) -> LabeledItems {
    let tails = [
      " - report", " (Update)", ", says source", " today", " | News", "!", " - WSJ", " [VIDEO]",
    ]
    var result = self
    for item in labels.indices {
      let differs = generator.nextUnit() < conflicts
      result.texts.append(texts[item] + tails[generator.next(below: tails.count)])
      result.labels.append(differs ? other(than: labels[item], &generator) : labels[item])
    }
    return result.shuffled(using: &generator)
  }

  func shuffled(using generator: inout SeededGenerator) -> LabeledItems {
    let order = generator.permutation(of: labels.count)
    return LabeledItems(
      texts: order.map { texts[$0] }, labels: order.map { labels[$0] }, classCount: classCount)
  }

  private func other(than label: Int, _ generator: inout SeededGenerator) -> Int {
    (label + 1 + generator.next(below: classCount - 1)) % classCount
  }
}
