package import Dataset
package import Learning

/// A user's own model, as the job names it: an executable, a `train`/`serve` pair, an address.
package struct ExternalModel: Sendable {
  package let model: ActiveLearning.Model
  /// Names of the classes, by index.
  package let labels: [String]
  /// The job's name, as the model is told it.
  package let jobName: String
  /// The folder that a command's relative path begins at: the job file's own.
  package let home: String

  package init(_ model: ActiveLearning.Model, labels: [String], jobName: String, home: String) {
    self.model = model
    self.labels = labels
    self.jobName = jobName
    self.home = home
  }

  /// Whether it learns from answers; an address serves what it knows.
  package var isTrained: Bool {
    if case .endpoint = model.kind { false } else { true }
  }

  /// Trains it on augmented-manifest lines; all that it reads and writes lies in the folder, which
  /// is made if it is missing.
  ///
  /// Blocks until the training has ended; throws a `ModelFailure`.
  package func train(_ data: TrainingData, in folder: String) throws {
    throw ModelFailure("training is not there yet")
  }

  /// Predicts texts with the model that `train` left in the folder.
  ///
  /// Blocks until all are predicted; throws a `ModelFailure`. `progress` is told how many are done.
  package func predict(
    _ texts: [String], from folder: String, progress: @Sendable (Int) -> Void = { _ in }
  ) throws -> ProbabilityRows {
    throw ModelFailure("prediction is not there yet")
  }
}

/// What a model is trained on.
package struct TrainingData: Sendable {
  /// Augmented-manifest lines without line ends.
  package var train: [[UInt8]]
  /// Lines that are held back from `train`, for the model to check itself with.
  package var validation: [[UInt8]]

  package init(train: [[UInt8]], validation: [[UInt8]]) {
    self.train = train
    self.validation = validation
  }
}

/// Why a user's model could not be used, in words for the lead.
package struct ModelFailure: Error, Equatable, CustomStringConvertible {
  /// One sentence: what happened, and what was expected.
  package let reason: String
  /// The last lines of the model's own output; empty if it said nothing.
  package let lastLines: [String]
  /// Where all of its output is kept.
  package let log: String?

  package init(_ reason: String, lastLines: [String] = [], log: String? = nil) {
    self.reason = reason
    self.lastLines = lastLines
    self.log = log
  }

  package var description: String {
    let said = lastLines.isEmpty ? "" : "; it said: " + lastLines.joined(separator: " | ")
    return reason + said + (log.map { " (log: \($0))" } ?? "")
  }
}

/// A user's own active-learning logic (formats.md 8): an executable that chooses.
package struct ExternalStrategy: Sendable {
  package init(
    command: [String], home: String, timeoutSeconds: Int = 600, memoryLimitMB: Int? = nil
  ) {
  }

  package func choose(_ items: [StrategyItem]) throws -> [StrategyChoice] {
    throw ModelFailure("choosing is not there yet")
  }
}

package struct StrategyItem: Sendable {
  package let id: Int
  /// The likeliest first.
  package let probabilities: [(label: Int, probability: Double)]
  package init(id: Int, probabilities: [(label: Int, probability: Double)]) {
    self.id = id
    self.probabilities = probabilities
  }
}

package struct StrategyChoice: Sendable, Equatable {
  package enum Action: Sendable, Equatable { case auto, human }
  package let id: Int
  package let action: Action
  package init(id: Int, action: Action) {
    self.id = id
    self.action = action
  }
}
