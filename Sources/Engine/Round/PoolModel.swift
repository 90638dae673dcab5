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

  /// Trains from scratch.
  func train(_ pool: Pool, labels: [HumanLabel], turn: ModelTurn) throws -> any TrainedModel

  /// Takes up a round's trained model again, by the bytes that it kept.
  func trainedModel(from bytes: [UInt8], turn: ModelTurn) throws -> any TrainedModel

  /// Returns the pairs to begin a calibration with, before any prediction was ever answered.
  func startingPairs(_ pool: Pool, labels: [HumanLabel], turn: ModelTurn) throws
    -> [CalibrationPair]

  /// Returns how often people's answers seem to be wrong.
  func answerErrors(
    _ pool: Pool, labels: [HumanLabel], pairs: [CalibrationPair], turn: ModelTurn
  ) -> AnswerErrors
}

/// A model that a round has trained.
package protocol TrainedModel: Sendable {
  /// What the round keeps, so that `PoolModel.trainedModel(from:turn:)` finds the model again.
  var bytes: [UInt8] { get }

  /// Returns each row's probabilities by its text alone.
  func predict(_ pool: Pool, turn: ModelTurn) throws -> ProbabilityRows
}

/// The round that a model is trained in.
package struct ModelTurn: Sendable {
  package let round: Int
  package let seed: UInt64
  package let threads: Int
  package let startedAt: Date
}
