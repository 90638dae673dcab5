package import Domain

/// What the model said of a row just before a person answered, and whether it was right.
package struct CalibrationPair: Sendable, Equatable {
  package let row: Int
  /// The label that the model predicted.
  package let predicted: Int
  package let surety: Surety
  /// How many human labels the model was trained on.
  package let labelCount: Int
  package let isRight: Bool

  package init(row: Int, predicted: Int, surety: Surety, labelCount: Int, isRight: Bool) {
    self.row = row
    self.predicted = predicted
    self.surety = surety
    self.labelCount = labelCount
    self.isRight = isRight
  }
}

extension CalibrationPair {
  /// Makes the pairs that a calibration starts with, before any prediction was ever answered.
  ///
  /// The labels, drawn at random from the pool, are divided into ten; each tenth is predicted by a
  /// model trained on the others. These pairs are a little harsh, since each model has a tenth
  /// fewer labels; newer pairs soon outweigh them. Labels of one group stay together, so that none
  /// is predicted by a model that knows its siblings. With `rows` only these are predicted; all
  /// other labels are known to every model, but for their siblings.
  package static func outOfFold(
    _ features: TextFeatures, graph: NeighborGraph, groups: RowGroups? = nil,
    labels: [HumanLabel], rows: Set<Int>? = nil, classCount: Int, trainer: ClassifierTrainer,
    ownWeight: Float = 0.3, folds: Int = 10, seed: UInt64
  ) -> [CalibrationPair] {
    outOfFold(
      graph: graph, groups: groups, labels: labels, rows: rows, ownWeight: ownWeight,
      folds: folds, seed: seed, threads: trainer.threads
    ) { known in
      trainer.train(features, labels: known, classCount: classCount, seed: seed)
        .predict(features, threads: trainer.threads)
    }
  }

  /// The same for any model: `predict` gives the pool's probabilities by a model that was trained
  /// on the known labels alone.
  package static func outOfFold(
    graph: NeighborGraph, groups: RowGroups? = nil, labels: [HumanLabel],
    rows: Set<Int>? = nil, ownWeight: Float = 0.3, folds: Int, seed: UInt64, threads: Int,
    predict: (_ known: [HumanLabel]) throws -> ProbabilityRows
  ) rethrows -> [CalibrationPair] {
    let folds = Folds(labels, rows: rows, groups: groups, most: folds, seed: seed)
    var pairs: [CalibrationPair] = []
    for part in 0..<folds.count {
      let known = folds.known(to: part)
      // A single label, or a single group of them, leaves nothing to learn from.
      guard !known.isEmpty else { continue }
      let rows = graph.spread(
        try predict(known), labels: known, ownWeight: ownWeight, threads: threads)
      pairs += folds.predicted(by: part).map {
        CalibrationPair(rows, of: $0, labelCount: known.count)
      }
    }
    return pairs
  }

  private init(_ rows: ProbabilityRows, of label: HumanLabel, labelCount: Int) {
    let best = rows.best(of: label.item)
    self.init(
      row: label.item, predicted: best.label,
      surety: Surety(first: best.first, second: best.second), labelCount: labelCount,
      isRight: best.label == label.label)
  }
}
