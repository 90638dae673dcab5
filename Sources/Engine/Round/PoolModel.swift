package import Domain
package import Foundation
package import Learning

/// A model in the loop: the built-in one, or a user's own.
///
/// The loop smooths its predictions over the pool's graph, calibrates them on annotations that it
/// was not trained on, and auto-labels as far as the target accuracy allows.
package protocol PoolModel: Sendable {
  /// The name in status, dashboard and events: `built-in`, or what the job says.
  var name: String { get }

  /// Whether it may have been trained on labels that came with the input: they tell nothing of how
  /// often it is right.
  var mayKnowInitialLabels: Bool { get }

  /// Trains from scratch.
  func train(_ pool: Pool, labels: [HumanLabel], turn: ModelTurn) throws -> any TrainedModel

  /// Restores a trained model from the bytes that its round kept.
  func trainedModel(from bytes: [UInt8], turn: ModelTurn) throws -> any TrainedModel

  /// Keeps what lies outside of the model's bytes for a round that goes on with the model of the
  /// round before.
  func carry(to turn: ModelTurn) throws

  /// Returns the calibration pairs of the first round, by cross-validation.
  func startingPairs(_ pool: Pool, labels: [HumanLabel], turn: ModelTurn) throws
    -> [CalibrationPair]
}

extension PoolModel {
  package var mayKnowInitialLabels: Bool { false }

  package func carry(to turn: ModelTurn) throws {}
}

/// A model after training.
package protocol TrainedModel: Sendable {
  /// The body of the round's file `model`, from which `PoolModel.trainedModel(from:turn:)` restores
  /// it.
  var bytes: [UInt8] { get }

  /// Returns the class probabilities of each row, without smoothing over the graph.
  func predict(_ pool: Pool, turn: ModelTurn) throws -> ProbabilityRows
}

/// The round in which a model is trained and predicts.
package struct ModelTurn: Sendable {
  package let round: Int
  package let seed: UInt64
  package let threads: Int
  package let startedAt: Date
}
