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
  /// fewer labels; newer pairs soon outweigh them. With `rows` only these are predicted; all other
  /// labels are known to every model.
  package static func outOfFold(
    _ features: TextFeatures, graph: NeighbourGraph, labels: [HumanLabel], rows: Set<Int>? = nil,
    classCount: Int, trainer: ClassifierTrainer, ownWeight: Float = 0.3, folds: Int = 10,
    seed: UInt64
  ) -> [CalibrationPair] {
    outOfFold(
      graph: graph, labels: labels, rows: rows, ownWeight: ownWeight, folds: folds, seed: seed,
      threads: trainer.threads
    ) { known in
      trainer.train(features, labels: known, classCount: classCount, seed: seed)
        .predict(features, threads: trainer.threads)
    }
  }

  /// The same for any model: `predict` gives the pool's probabilities by a model that was trained
  /// on the known labels alone.
  package static func outOfFold(
    graph: NeighbourGraph, labels: [HumanLabel], rows: Set<Int>? = nil, ownWeight: Float = 0.3,
    folds: Int, seed: UInt64, threads: Int,
    predict: (_ known: [HumanLabel]) throws -> ProbabilityRows
  ) rethrows -> [CalibrationPair] {
    let wanted = labels.indices.filter { rows?.contains(labels[$0].row) ?? true }
    var foldOf = [Int](repeating: -1, count: labels.count)
    var generator = SeededGenerator(seed: seed)
    for (place, order) in generator.permutation(of: wanted.count).enumerated() {
      foldOf[wanted[place]] = order % folds
    }
    var pairs: [CalibrationPair] = []
    for fold in 0..<min(folds, wanted.count) where labels.count > 1 {
      let known = labels.indices.filter { foldOf[$0] != fold }.map { labels[$0] }
      let rows = graph.spread(
        try predict(known), labels: known, ownWeight: ownWeight, threads: threads)
      for index in labels.indices where foldOf[index] == fold {
        pairs.append(CalibrationPair(rows, of: labels[index], labelCount: known.count))
      }
    }
    return pairs
  }

  private init(_ rows: ProbabilityRows, of label: HumanLabel, labelCount: Int) {
    let best = rows.best(of: label.row)
    self.init(
      row: label.row, predicted: best.label,
      surety: Surety(first: best.first, second: best.second), labelCount: labelCount,
      isRight: best.label == label.label)
  }
}
