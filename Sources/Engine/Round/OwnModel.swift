package import Dataset
package import Domain
package import ExternalModel
import Foundation
package import Learning

/// A user's own model in the loop.
package struct OwnModel: PoolModel {
  private let external: any ModelBackend
  private let texts: PoolTexts
  /// Where a round's model lies.
  private let folder: @Sendable (_ round: Int) -> String

  package init(
    _ external: any ModelBackend, texts: PoolTexts,
    folder: @escaping @Sendable (_ round: Int) -> String
  ) {
    self.external = external
    self.texts = texts
    self.folder = folder
  }

  package var name: String { external.settings.model.name }

  /// Trains it in the round's folder; that the folder is whole is all that is kept.
  package func train(_ pool: Pool, labels: [HumanLabel], turn: ModelTurn) throws -> [UInt8] {
    guard external.isTrained else { return Array(name.utf8) }
    try train(labels, in: folder(turn.round), turn)
    return Array(name.utf8)
  }

  package func predict(
    _ pool: Pool, with model: [UInt8], turn: ModelTurn
  ) throws -> ProbabilityRows {
    // The job may name another model since the round was cut off.
    guard model == Array(name.utf8) else { throw RoundError.otherModel(round: turn.round) }
    return try external.predict(texts.all, from: folder(turn.round))
  }

  /// Three models, each without a third of the labels, predict that third.
  ///
  /// An address has learnt nobody knows what, perhaps these very labels: it is judged by answers
  /// that are yet to come.
  package func startingPairs(
    _ pool: Pool, labels: [HumanLabel], turn: ModelTurn
  ) throws -> [CalibrationPair] {
    guard external.isTrained else { return [] }
    var fold = 0
    return try CalibrationPair.outOfFold(
      graph: pool.graph, groups: pool.witnesses, labels: labels, folds: 3, seed: turn.seed,
      threads: turn.threads
    ) { known in
      fold += 1
      let place = "\(folder(turn.round))-fold-\(fold)"
      try train(known, in: place, turn)
      let rows = try external.predict(texts.all, from: place)
      // Where it failed, its log is wanted.
      try? FileManager.default.removeItem(atPath: place)
      return rows
    }
  }

  /// The people are the same whatever model is used: the built-in one, which is quickly trained,
  /// tells how often the start's answers are contradicted.
  package func answerErrors(
    _ pool: Pool, labels: [HumanLabel], pairs: [CalibrationPair], turn: ModelTurn
  ) -> AnswerErrors {
    let first = pairs.map(\.labelCount).min() ?? 0
    return BuiltInModel().answerErrors(
      pool, labels: labels, pairs: pairs.filter { $0.labelCount <= first + 1 }, turn: turn)
  }

  private func train(_ labels: [HumanLabel], in place: String, _ turn: ModelTurn) throws {
    try? FileManager.default.removeItem(atPath: place)
    try external.train(
      texts.trainingData(labels, names: external.settings.labels, at: turn.startedAt), in: place)
  }
}

extension ActiveLearning.Model {
  /// As status, dashboard and events name it.
  package var name: String {
    switch kind {
    case .builtIn: "built-in"
    case .command(let command): command.joined(separator: " ")
    case .container(let path): path
    case .image(let image): "image \(image)"
    case .endpoint(let address): address
    }
  }
}
