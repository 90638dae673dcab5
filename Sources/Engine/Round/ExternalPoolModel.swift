package import Dataset
package import Domain
package import ExternalModel
import Foundation
package import Learning

/// A user's own model in the loop, by its `ModelBackend`.
package struct ExternalPoolModel: PoolModel {
  private let external: any ModelBackend
  private let texts: PoolTexts
  /// The indices of the labels that it knows; nil for all.
  private let labels: [Int]?
  /// The folder of a round's model.
  private let folder: @Sendable (_ round: Int) -> String

  package init(
    _ external: any ModelBackend, texts: PoolTexts, labels: [Int]? = nil,
    folder: @escaping @Sendable (_ round: Int) -> String
  ) {
    self.external = external
    self.texts = texts
    self.labels = labels
    self.folder = folder
  }

  package var name: String { external.settings.model.name }

  /// Trains it in the round's folder.
  package func train(
    _ pool: Pool, labels: [HumanLabel], turn: ModelTurn
  ) throws -> any TrainedModel {
    if external.isTrained { try train(labels, in: folder(turn.round), turn) }
    return trained(turn)
  }

  package func trainedModel(from bytes: [UInt8], turn: ModelTurn) throws -> any TrainedModel {
    let model = trained(turn)
    // The job may name another model since the round was interrupted.
    guard bytes == model.bytes else { throw ProjectError.otherModel(round: turn.round) }
    return model
  }

  private func trained(_ turn: ModelTurn) -> ExternalTrainedModel {
    ExternalTrainedModel(
      external: external, texts: texts, labels: labels, folder: folder(turn.round))
  }

  package func carry(to turn: ModelTurn) throws {
    let (old, new) = (folder(turn.round - 1), folder(turn.round))
    guard FileManager.default.fileExists(atPath: old) else { return }
    try? FileManager.default.removeItem(atPath: new)
    try FileManager.default.copyItem(atPath: old, toPath: new)
  }

  /// Trains three models, each without a third of the labels, and predicts that third.
  ///
  /// A model at an address may have been trained on these labels: it has no pairs before the first
  /// answers to its predictions.
  package func startingPairs(
    _ pool: Pool, labels: [HumanLabel], turn: ModelTurn
  ) throws -> [CalibrationPair] {
    guard external.isTrained else { return [] }
    var fold = 0
    return try CrossValidation(labels, folds: 3, seed: turn.seed).pairs(
      pool, threads: turn.threads
    ) { known in
      fold += 1
      let place = "\(folder(turn.round))-fold-\(fold)"
      try train(known, in: place, turn)
      let rows = try external.predict(texts.all, from: place)
        .spread(over: pool.classCount, at: self.labels)
      // After a failure the folder stays, with the log.
      try? FileManager.default.removeItem(atPath: place)
      return rows
    }
  }

  private func train(_ labels: [HumanLabel], in place: String, _ turn: ModelTurn) throws {
    try? FileManager.default.removeItem(atPath: place)
    let places = self.labels.map { Dictionary(uniqueKeysWithValues: zip($0, 0...)) }
    let known = labels.compactMap { label in
      guard let places else { return label }
      return places[label.label].map { HumanLabel(item: label.item, label: $0) }
    }
    try external.train(
      texts.trainingData(known, names: external.settings.labels, at: turn.startedAt), in: place)
  }
}

/// A user's own model as a round has trained it.
private struct ExternalTrainedModel: TrainedModel {
  let external: any ModelBackend
  let texts: PoolTexts
  let labels: [Int]?
  let folder: String

  /// The model itself lies in the round's folder; its name tells it from another one.
  var bytes: [UInt8] { Array(external.settings.model.name.utf8) }

  func predict(_ pool: Pool, turn: ModelTurn) throws -> ProbabilityRows {
    try external.predict(texts.all, from: folder).spread(over: pool.classCount, at: labels)
  }
}

extension ActiveLearning.Model {
  /// The name in status, dashboard and events.
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
