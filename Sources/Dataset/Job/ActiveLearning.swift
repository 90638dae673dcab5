package import Domain

/// How the loop works: the `ActiveLearning` object of a labeling job request.
///
/// Every field has a default, so that a request without the object runs as well.
package struct ActiveLearning: Sendable, Equatable {
  /// The accuracy that the final auto-labels must have.
  package var targetAccuracy = 0.95
  /// The confidence with which that accuracy is kept.
  package var confidence = 0.95
  /// The human labels before the first round.
  package var startLabels = Amount.auto
  /// The new human labels that make a round due.
  package var batchSize = Amount.auto
  /// The part of each batch that checks auto-labels unseen.
  package var auditShare = Amount.auto
  package var strategy = Strategy.builtIn(.diverse)
  package var model = Model()
  /// A second model that runs beside the first one, on the same answers.
  package var challenger: Model?
  package var consolidation = Consolidation.majority
  package var humanConfidence = 1.0
  package var machineConfidence = MachineConfidence.probability
  /// A key of the lines that says which of them belong together, such as a story.
  package var groupKey: String?
  /// Keys that are shown beside the text, before those that the template names.
  package var contextKeys: [String] = []

  package init() {}

  /// A number of items: the engine's own choice, a count, or a share (0–1) of a whole.
  package enum Amount: Sendable, Equatable {
    case auto
    case count(Int)
    case share(Double)
  }

  /// The rule that chooses the next tasks.
  package enum Strategy: Sendable, Equatable {
    case builtIn(QueryStrategy)
    /// The user's own executable and its arguments.
    case command([String])
  }

  /// From several annotations to one label.
  package enum Consolidation: String, Sendable, Equatable, CaseIterable {
    case majority
    case dawidSkene = "dawid-skene"
  }

  /// The model and how it is called.
  package struct Model: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
      case builtIn
      /// An executable and its arguments.
      case command([String])
      /// A folder with `train` and `serve`.
      case container(path: String)
      /// An image for Docker.
      case image(String)
      /// The address of a service's `/invocations`.
      case endpoint(String)
    }

    /// How many lines go into one request.
    package enum BatchStrategy: String, Sendable, Equatable, CaseIterable {
      case multiRecord = "MultiRecord"
      case singleRecord = "SingleRecord"
    }

    package var kind = Kind.builtIn
    /// All values are strings, as SageMaker has them.
    package var hyperparameters: [String: String] = [:]
    package var batchStrategy = BatchStrategy.multiRecord
    package var timeoutSeconds = 600
    package var maxPayloadInMB = 6
    /// Nil: no limit of our own.
    package var memoryLimitMB: Int?

    package init() {}

    /// Whether programs of the user's are started for it.
    var isProgram: Bool {
      switch kind {
      case .command, .container, .image: true
      case .builtIn, .endpoint: false
      }
    }
  }

  /// Whether the job has programs of the lead's own run.
  package var runsPrograms: Bool {
    if case .command = strategy { return true }
    return model.isProgram || challenger?.isProgram == true
  }
}
