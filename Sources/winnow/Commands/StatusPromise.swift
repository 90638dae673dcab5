import Domain

/// The evidence for the accuracy, for `status --json`.
struct StatusPromise: Encodable {
  private struct Audits: Encodable {
    let count: Int
    let wrong: Int
    let accuracy: Double
    let lower_bound: Double
  }

  private struct Check: Encodable {
    let attempt: Int
    let drawn: Int
    let wrong: Int
    let most: Int
    /// Below this accuracy the check fails in 95 of 100 jobs.
    let detectable: Double
    @OrNull var passed: Bool?
  }

  private struct Label: Encodable {
    let label: String
    let human: Int
    @OrNull var precision: PromiseReport.Estimate?
    @OrNull var recall: PromiseReport.Estimate?
  }

  private struct Answers: Encodable {
    let repeats: Int
    let disagreements: Int
    let by_same_worker: Bool
    @OrNull var errors: PromiseReport.Estimate?
    @OrNull var declared: Double?
    let repeats_missing: Int
  }

  private struct Hold: Encodable {
    /// `alarm`, `random answers` or `unseen labels`.
    let reason: String
    let missing_answers: Int
    let labels: [String]
  }

  private let method: PromiseReport.Method
  @OrNull private var bound: Double?
  /// The annotated predictions on which the calibration rests.
  private let witnesses: Int
  @OrNull private var audits: Audits?
  @OrNull private var check: Check?
  private let labels: [Label]
  @OrNull private var answers: Answers?
  @OrNull private var held: Hold?
  @OrNull private var initial_labels_are_random: Bool?

  init(_ promise: PromiseReport, labels names: LabelSet) {
    method = promise.method
    bound = promise.bound
    witnesses = promise.calibrationPairs
    audits = promise.audits.map {
      Audits(
        count: $0.count, wrong: $0.wrong, accuracy: $0.accuracy, lower_bound: $0.lowerBound)
    }
    check = promise.closing.map {
      Check(
        attempt: $0.attempt, drawn: $0.drawn, wrong: $0.wrong, most: $0.most,
        detectable: $0.detectable, passed: $0.passed)
    }
    labels = zip(names.labels, promise.labels).filter { $0.0.use == .present }.map {
      Label(label: $0.name, human: $1.human, precision: $1.precision, recall: $1.recall)
    }
    answers = promise.answers.map {
      Answers(
        repeats: $0.repeats, disagreements: $0.disagreements, by_same_worker: $0.isBySameWorker,
        errors: $0.errors, declared: $0.declared, repeats_missing: $0.repeatsMissing)
    }
    held = promise.hold.map { Self.hold($0, names) }
    initial_labels_are_random = promise.isInitialSample
  }

  private static func hold(_ hold: PromiseReport.Hold, _ names: LabelSet) -> Hold {
    switch hold {
    case .alarm: Hold(reason: "alarm", missing_answers: 0, labels: [])
    case .randomAnswers(let missing):
      Hold(reason: "random answers", missing_answers: missing, labels: [])
    case .unseenLabels(let labels, let missing):
      Hold(
        reason: "unseen labels", missing_answers: missing,
        labels: labels.filter(names.labels.indices.contains).map { names[$0].name })
    }
  }
}
