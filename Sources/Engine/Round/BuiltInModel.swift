package import Domain
package import Learning

/// The built-in classifier as a model in the loop, alone or beside a model of an earlier job.
package struct BuiltInModel: PoolModel {
  private let start: StartModel?

  package init(start: StartModel? = nil) {
    self.start = start
  }

  package var name: String { start == nil ? "built-in" : "built-in, with the start model" }

  package var mayKnowInitialLabels: Bool { start != nil }

  package func train(
    _ pool: Pool, labels: [HumanLabel], turn: ModelTurn
  ) -> any TrainedModel {
    beside(
      start,
      trainer(turn).train(
        pool.features, labels: labels, classCount: pool.classCount, seed: turn.seed))
  }

  package func trainedModel(from bytes: [UInt8], turn: ModelTurn) throws -> any TrainedModel {
    beside(start, try Classifier(bytes: bytes))
  }

  package func startingPairs(
    _ pool: Pool, labels: [HumanLabel], turn: ModelTurn
  ) throws -> [CalibrationPair] {
    let validation = CrossValidation(labels, seed: turn.seed)
    let trainer = trainer(turn)
    guard let start else { return validation.pairs(pool, trainer: trainer) }
    let former = try start.predict(threads: turn.threads)
    return validation.pairs(pool, threads: turn.threads) { known in
      trainer.train(pool.features, labels: known, classCount: pool.classCount, seed: turn.seed)
        .predict(pool.features, threads: turn.threads)
        .pooled(with: former, weight: start.weight(beside: known.count))
    }
  }

  private func beside(_ start: StartModel?, _ classifier: Classifier) -> any TrainedModel {
    start.map { PooledClassifier(classifier: classifier, start: $0) } ?? classifier
  }

  private func trainer(_ turn: ModelTurn) -> ClassifierTrainer {
    var trainer = ClassifierTrainer()
    trainer.threads = turn.threads
    return trainer
  }
}

extension Classifier: TrainedModel {
  package func predict(_ pool: Pool, turn: ModelTurn) throws -> ProbabilityRows {
    guard fingerprint == pool.features.fingerprint else {
      throw ProjectError.otherTexts(round: turn.round)
    }
    return predict(pool.features, threads: turn.threads)
  }
}

/// The built-in classifier beside a model of an earlier job; a round keeps the classifier alone.
private struct PooledClassifier: TrainedModel {
  let classifier: Classifier
  let start: StartModel

  var bytes: [UInt8] { classifier.bytes }

  func predict(_ pool: Pool, turn: ModelTurn) throws -> ProbabilityRows {
    try classifier.predict(pool, turn: turn)
      .pooled(
        with: start.predict(threads: turn.threads),
        weight: start.weight(beside: classifier.labelCount))
  }
}
