package import Domain

/// Labeled rows predicted by models that did not know their labels: the pairs that a calibration
/// starts with, before any prediction was ever answered.
///
/// The labels, drawn at random from the pool, are divided into `folds`; each part is predicted by a
/// model trained on the others. These pairs are a little harsh, since each model has fewer labels;
/// newer pairs soon outweigh them. Labels of one group of the pool's `validationGroups` stay
/// together, so that none is predicted by a model that knows its siblings.
package struct CrossValidation: Sendable {
  package var labels: [HumanLabel]
  /// Only these are predicted, if not nil; all other labels are known to every model, but for their
  /// siblings.
  package var rows: Set<Int>?
  package var folds: Int
  package var seed: UInt64

  package init(_ labels: [HumanLabel], folds: Int = 10, seed: UInt64) {
    self.labels = labels
    self.folds = folds
    self.seed = seed
  }

  /// Predicts by the built-in model.
  package func pairs(_ pool: Pool, trainer: ClassifierTrainer) -> [CalibrationPair] {
    pairs(pool, threads: trainer.threads) { known in
      trainer.train(pool.features, labels: known, classCount: pool.classCount, seed: seed)
        .predict(pool.features, threads: trainer.threads)
    }
  }

  /// Predicts by any model: `predict` gives the pool's probabilities by a model that was trained on
  /// the known labels alone.
  package func pairs(
    _ pool: Pool, threads: Int, predict: (_ known: [HumanLabel]) throws -> ProbabilityRows
  ) rethrows -> [CalibrationPair] {
    let folds = Folds(self, groups: pool.validationGroups)
    var pairs: [CalibrationPair] = []
    for part in 0..<folds.count {
      let known = folds.known(to: part)
      // A single label, or a single group of them, leaves nothing to learn from.
      guard !known.isEmpty else { continue }
      let rows = pool.graph.spread(try predict(known), labels: known, threads: threads)
      pairs += folds.predicted(by: part).map {
        CalibrationPair(rows, of: $0, labelCount: known.count)
      }
    }
    return pairs
  }
}

extension CalibrationPair {
  fileprivate init(_ rows: ProbabilityRows, of label: HumanLabel, labelCount: Int) {
    let best = rows.best(of: label.item)
    self.init(
      row: label.item, predicted: best.label,
      surety: Surety(first: best.first, second: best.second), labelCount: labelCount,
      isRight: best.label == label.label)
  }
}

/// Labels divided into parts of about one size, those of one group always in the same part.
///
/// Each part is to be predicted by a model that knows only the others.
struct Folds {
  private let labels: [HumanLabel]
  private let isWanted: [Bool]
  /// The part of each label; −1 for those that every model may know.
  private var partOf: [Int]
  private(set) var count = 0

  /// Deals out the labels of the wanted rows at random, into as many parts at most.
  ///
  /// Other labels of their groups go with them: not to be predicted, but to be hidden.
  init(_ validation: CrossValidation, groups: RowGroups) {
    let labels = validation.labels
    self.labels = labels
    let isWanted = labels.map { validation.rows?.contains($0.item) ?? true }
    self.isWanted = isWanted
    partOf = [Int](repeating: -1, count: labels.count)
    let groupOf = labels.map { groups[$0.item] }
    let members = Dictionary(grouping: labels.indices) { groupOf[$0] }
    var seen = Set<Int>()
    let drawn = labels.indices.filter { isWanted[$0] && seen.insert(groupOf[$0]).inserted }
    count = min(validation.folds, drawn.count)
    var sizes = [Int](repeating: 0, count: count)
    var generator = SeededGenerator(seed: validation.seed)
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
