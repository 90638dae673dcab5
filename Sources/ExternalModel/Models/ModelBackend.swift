package import Dataset
import Domain
import Foundation
package import Learning

/// A user's own model, however it runs: an executable, a pair `train` and `serve`, an address.
///
/// All that a model reads and writes lies in a folder that the caller names, and that is made if it
/// is missing. The methods block until the model has done its work, and throw a `ModelFailure`.
package protocol ModelBackend: Sendable {
  var settings: ModelSettings { get set }
  /// Whether it is trained here; a model at an address is not.
  var isTrained: Bool { get }
  /// Whether a line that is no request is answered by a line of its own, as an executable does, and
  /// not by a status, as a service does.
  var answersEachLine: Bool { get }

  /// Finds the programs that it consists of, without starting any.
  func checkPrograms() throws
  /// Trains it on augmented-manifest lines.
  func train(_ data: TrainingData, in folder: String) throws
  /// The path at which `train` leaves the model in its folder; nil if it is not kept there.
  func modelPath(in folder: String) -> String?
  /// Runs the model that `train` left in the folder while the body asks it.
  ///
  /// A container's `serve` runs all the time; a command is started for each call.
  func withService<Value>(
    from folder: String, _ body: (any ModelConnection) throws -> Value
  ) throws -> Value
  /// Sends SIGTERM to the model while it works on a request line, and returns how it ended; nil if
  /// it runs elsewhere.
  func stop(asking line: [UInt8], from folder: String) throws -> StopOutcome?
}

extension ModelBackend {
  /// The model itself as `train` left it in the folder; nil if it is not there.
  package func artifacts(in folder: String) -> String? {
    modelPath(in: folder).flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
  }

  /// Predicts texts with the model that `train` left in the folder; `progress` is told how many are
  /// done.
  package func predict(
    _ texts: [String], from folder: String, progress: @Sendable (Int) -> Void = { _ in }
  ) throws -> ProbabilityRows {
    guard !texts.isEmpty else {
      return ProbabilityRows(values: [], classCount: settings.labels.count)
    }
    return try withService(from: folder) { try $0.predict(texts, progress: progress) }
  }
}

extension ActiveLearning.Model {
  /// Returns the backend of a user's own model; nil for the built-in one.
  ///
  /// `labels` are the names of the classes by index, `jobName` is what the model is told, and `home`
  /// the folder that a command's relative path begins at: the job file's own.
  package func backend(
    labels: [String], jobName: String, home: String
  ) -> (any ModelBackend)? {
    let settings = ModelSettings(self, labels: labels, jobName: jobName, home: home)
    return switch kind {
    case .builtIn: nil
    case .command(let command): CommandModel(command: command, settings: settings)
    case .container(let path): ContainerModel(programs: .folder(path), settings: settings)
    case .image(let image): ContainerModel(programs: .image(image), settings: settings)
    case .endpoint(let address): EndpointModel(address: address, settings: settings)
    }
  }
}
