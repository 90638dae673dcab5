package import Domain
package import Learning

/// The built-in classifier as a model in the loop.
package struct BuiltInModel: PoolModel {
  package init() {}

  package var name: String { "built-in" }

  package func train(
    _ pool: Pool, labels: [HumanLabel], turn: ModelTurn
  ) -> any TrainedModel {
    trainer(turn).train(
      pool.features, labels: labels, classCount: pool.classCount, seed: turn.seed)
  }

  package func trainedModel(from bytes: [UInt8], turn: ModelTurn) throws -> any TrainedModel {
    try Classifier(bytes: bytes)
  }

  package func startingPairs(
    _ pool: Pool, labels: [HumanLabel], turn: ModelTurn
  ) -> [CalibrationPair] {
    CrossValidation(labels, seed: turn.seed).pairs(pool, trainer: trainer(turn))
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
