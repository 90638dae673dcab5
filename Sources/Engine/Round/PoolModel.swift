package import Domain
package import Foundation
package import Learning

/// What learns from people's labels and predicts the pool: the built-in model, or a user's own.
///
/// Whatever it is, its predictions are spread over the pool's graph, calibrated on answers that it
/// had not seen, and used only as far as the job's target allows.
package protocol PoolModel: Sendable {
  /// As the status names it: `built-in`, or what the job says.
  var name: String { get }

  /// Trains from scratch; what it returns is kept for `predict`.
  func train(_ pool: Pool, labels: [HumanLabel], turn: ModelTurn) throws -> [UInt8]

  /// Returns each row's probabilities by its text alone, by the model that `train` made.
  func predict(_ pool: Pool, with model: [UInt8], turn: ModelTurn) throws -> ProbabilityRows

  /// Returns the pairs to begin a calibration with, before any prediction was ever answered.
  func startingPairs(_ pool: Pool, labels: [HumanLabel], turn: ModelTurn) throws
    -> [CalibrationPair]

  /// Returns how often people's answers seem to be wrong.
  func answerErrors(
    _ pool: Pool, labels: [HumanLabel], pairs: [CalibrationPair], turn: ModelTurn
  ) -> AnswerErrors
}

/// The round that a model is trained in.
package struct ModelTurn: Sendable {
  package let round: Int
  package let seed: UInt64
  package let threads: Int
  package let startedAt: Date
}

/// The model that winnow brings along.
package struct BuiltInModel: PoolModel {
  package init() {}

  package var name: String { "built-in" }

  package func train(_ pool: Pool, labels: [HumanLabel], turn: ModelTurn) -> [UInt8] {
    trainer(turn).train(
      pool.features, labels: labels, classCount: pool.classCount, seed: turn.seed
    ).bytes
  }

  package func predict(
    _ pool: Pool, with model: [UInt8], turn: ModelTurn
  ) throws -> ProbabilityRows {
    let model = try Classifier(bytes: model)
    guard model.fingerprint == pool.features.fingerprint else {
      throw RoundError.otherTexts(round: turn.round)
    }
    return model.predict(pool.features, threads: turn.threads)
  }

  package func startingPairs(
    _ pool: Pool, labels: [HumanLabel], turn: ModelTurn
  ) -> [CalibrationPair] {
    CrossValidation(labels, seed: turn.seed).pairs(pool, trainer: trainer(turn))
  }

  package func answerErrors(
    _ pool: Pool, labels: [HumanLabel], pairs: [CalibrationPair], turn: ModelTurn
  ) -> AnswerErrors {
    AnswerErrors.estimate(
      pairs, CrossValidation(labels, seed: turn.seed), pool: pool, trainer: trainer(turn))
  }

  private func trainer(_ turn: ModelTurn) -> ClassifierTrainer {
    var trainer = ClassifierTrainer()
    trainer.threads = turn.threads
    return trainer
  }
}
