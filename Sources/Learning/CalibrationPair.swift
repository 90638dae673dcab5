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
  /// fewer labels; newer pairs soon outweigh them.
  package static func outOfFold(
    _ features: TextFeatures, graph: NeighbourGraph, labels: [HumanLabel], classCount: Int,
    trainer: ClassifierTrainer, ownWeight: Float = 0.3, folds: Int = 10, seed: UInt64
  ) -> [CalibrationPair] {
    var generator = SeededGenerator(seed: seed)
    let order = generator.permutation(of: labels.count)
    var pairs: [CalibrationPair] = []
    for fold in 0..<min(folds, labels.count) where labels.count > 1 {
      let isHeld = order.map { $0 % folds == fold }
      let known = labels.indices.filter { !isHeld[$0] }.map { labels[$0] }
      let model = trainer.train(features, labels: known, classCount: classCount, seed: seed)
      let base = model.predict(features, threads: trainer.threads)
      let rows = graph.spread(
        base, labels: known, ownWeight: ownWeight, threads: trainer.threads)
      for index in labels.indices where isHeld[index] {
        let label = labels[index]
        let best = rows.best(of: label.row)
        pairs.append(
          CalibrationPair(
            row: label.row, predicted: best.label,
            surety: Surety(first: best.first, second: best.second), labelCount: known.count,
            isRight: best.label == label.label))
      }
    }
    return pairs
  }
}
