package import Domain

/// The settings of the loop: the `ActiveLearning` object of a labeling job request.
///
/// Every field has a default; the object may be absent.
package struct ActiveLearning: Sendable, Equatable {
  /// The required accuracy of the final auto-labels.
  package var targetAccuracy = 0.95
  /// The confidence of the bound on that accuracy.
  package var confidence = 0.95
  /// The human labels before the first round.
  package var startLabels = Amount.auto
  /// The new human labels between two rounds.
  package var batchSize = Amount.auto
  /// The share of each batch that is blind audits of auto-labels.
  package var auditShare = Amount.auto
  /// The share of each batch that is asked again, blind, to measure how often answers are wrong.
  package var repeatShare = Amount.auto
  /// The share of wrong annotations that the lead declares, 0–0.3; nil to measure it.
  package var answerErrors: Double?
  /// The share of a worker's tasks that are items whose label is known, 0–0.5; nil for none.
  package var goldShare: Double?
  /// The rule by which a job completes.
  package var promise = PromiseReport.Method.checked
  /// Whether the target holds for the auto-labels of each label.
  package var isTargetPerLabel = false
  package var strategy = Strategy.builtIn(.diverse)
  package var model = Model()
  /// A second model that is trained on the same labels, for comparison.
  package var challenger: Model?
  /// The rule for how many workers are asked about an item.
  package var opinions = Opinions.all
  package var consolidation = Consolidation.majority
  package var humanConfidence = 1.0
  package var machineConfidence = MachineConfidence.probability
  /// A key whose equal values group items, such as a story.
  package var groupKey: String?
  /// Keys to show with the text, before those of the template.
  package var contextKeys: [String] = []

  package init() {}

  /// A number of items: chosen by the engine, a count, or a share (0–1).
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

  /// The method of consolidation: from several annotations to one label.
  package enum Consolidation: String, Sendable, Equatable, CaseIterable {
    case majority
    case dawidSkene = "dawid-skene"
  }

  /// A model and the parameters of its calls.
  package struct Model: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
      case builtIn
      /// An executable and its arguments.
      case command([String])
      /// A folder with `train` and `serve`.
      case container(path: String)
      /// A Docker image.
      case image(String)
      /// The address of a service's `/invocations`, or `unix:` and the path of its socket.
      case endpoint(String)
    }

    /// The number of lines in one request.
    package enum BatchStrategy: String, Sendable, Equatable, CaseIterable {
      case multiRecord = "MultiRecord"
      case singleRecord = "SingleRecord"
    }

    package var kind = Kind.builtIn
    /// All values are strings, as in SageMaker.
    package var hyperparameters: [String: String] = [:]
    package var batchStrategy = BatchStrategy.multiRecord
    package var timeoutSeconds = 600
    package var maxPayloadInMB = 6
    /// Nil for no limit.
    package var memoryLimitMB: Int?
    /// The file with the token that an endpoint asks for; the token itself is kept nowhere else.
    package var tokenFile: String?

    package init() {}
  }
}
