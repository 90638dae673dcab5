package import Domain

/// Grouped k-fold cross-validation: the calibration pairs of the first round, when no prediction
/// has an annotation yet.
///
/// The labels, a random sample of the pool, are divided into `folds`; each is predicted by a model
/// trained on the others. That underestimates the accuracy slightly, since each model has fewer
/// labels; pairs of later rounds soon outweigh these. Labels of one of the pool's
/// `validationGroups` stay in one fold.
package struct CrossValidation: Sendable {
  package var labels: [HumanLabel]
  /// The rows to predict; nil for all labeled ones.
  ///
  /// All other labels are in every training set, except those in groups of the rows predicted.
  package var rows: Set<Int>?
  package var folds: Int
  package var seed: UInt64

  package init(_ labels: [HumanLabel], folds: Int = 10, seed: UInt64) {
    self.labels = labels
    self.folds = folds
    self.seed = seed
  }

  /// Returns the pairs of the built-in model.
  package func pairs(_ pool: Pool, trainer: ClassifierTrainer) -> [CalibrationPair] {
    pairs(pool, threads: trainer.threads) { known in
      trainer.train(pool.features, labels: known, classCount: pool.classCount, seed: seed)
        .predict(pool.features, threads: trainer.threads)
    }
  }

  /// Returns the pairs of any model: `predict` trains on the known labels and predicts the pool.
  package func pairs(
    _ pool: Pool, threads: Int, predict: (_ known: [HumanLabel]) throws -> ProbabilityRows
  ) rethrows -> [CalibrationPair] {
    let folds = Folds(self, groups: pool.validationGroups)
    var pairs: [CalibrationPair] = []
    for part in 0..<folds.count {
      let known = folds.known(to: part)
      // A single label, or a single group, leaves an empty training set.
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
      confidence: ConfidenceFeatures(first: best.first, second: best.second),
      labelCount: labelCount,
      isRight: best.label == label.label)
  }
}

/// A division of labels into folds of about the same size, with each group in one fold.
struct Folds {
  private let labels: [HumanLabel]
  private let isWanted: [Bool]
  /// For each label its fold; −1 if it is in every training set.
  private var partOf: [Int]
  private(set) var count = 0

  /// Assigns the groups of the rows to predict to folds at random, at most `validation.folds` of
  /// them.
  ///
  /// Other labels of these groups are assigned with them: neither predicted nor trained on.
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
      // The smallest fold takes the next group; with groups of one label, the folds take turns.
      guard let part = sizes.indices.min(by: { sizes[$0] < sizes[$1] }) else { break }
      for index in members[groupOf[first], default: []] {
        partOf[index] = part
        sizes[part] += isWanted[index] ? 1 : 0
      }
    }
  }

  /// Returns the training labels of a fold.
  func known(to part: Int) -> [HumanLabel] {
    labels.indices.filter { partOf[$0] != part }.map { labels[$0] }
  }

  /// Returns the labels to predict of a fold.
  func predicted(by part: Int) -> [HumanLabel] {
    labels.indices.filter { partOf[$0] == part && isWanted[$0] }.map { labels[$0] }
  }
}
