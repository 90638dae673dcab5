package import Foundation

/// All that any screen or command says about a project, from one read of the store.
///
/// The dashboard, the split bar, `status` and `export` show only this, so no two numbers disagree.
package struct ProjectReport: Sendable, Equatable {
  package var jobName: String
  package var status: LabelingJobStatus
  package var labels: LabelSet
  package var counts: Counts
  /// Oldest first; only published rounds.
  package var rounds: [RoundReport]
  package var loop: LoopReport
  package var quality: QualityReport
  /// The latest comparison of two models; nil if the job names but one.
  package var challenge: ChallengeReport?
  package var workers: [WorkerReport]
  /// Latest first, a few dozen at most.
  package var events: [EventReport]

  package init(
    jobName: String, status: LabelingJobStatus, labels: LabelSet, counts: Counts,
    rounds: [RoundReport] = [], loop: LoopReport = LoopReport(), quality: QualityReport,
    challenge: ChallengeReport? = nil, workers: [WorkerReport] = [], events: [EventReport] = []
  ) {
    self.jobName = jobName
    self.status = status
    self.labels = labels
    self.counts = counts
    self.rounds = rounds
    self.loop = loop
    self.quality = quality
    self.challenge = challenge
    self.workers = workers
    self.events = events
  }
}

/// `DescribeLabelingJob`'s states.
package enum LabelingJobStatus: String, Sendable, Equatable, CaseIterable, Codable {
  case initializing = "Initializing"
  case inProgress = "InProgress"
  case completed = "Completed"
  case failed = "Failed"
  case stopping = "Stopping"
  case stopped = "Stopped"

  /// No more tasks will come, unless someone resumes or takes an answer back.
  package var isOver: Bool { self == .completed || self == .stopped || self == .failed }
}

/// How the items of a job are split, in all and by label.
package struct Counts: Sendable, Equatable {
  package var total: Int
  /// Items whose label comes from people, those given at the start included.
  package var human: Int
  /// Items whose label comes from the model, or came with the input as `human-annotated: no`.
  package var auto: Int
  /// Items taken out of the job (`FailedNonRetryableError`).
  package var failed: Int
  /// Items labeled by people, by label index.
  package var humanByLabel: [Int]
  /// Items auto-labeled, by label index.
  package var autoByLabel: [Int]
  /// Auto-labels of the latest round, and tasks that it chose for people.
  package var autoannotated: Int
  package var selected: Int
  /// Tasks that wait for a worker, and tasks that are leased to one.
  package var queued: Int
  package var leased: Int

  package init(
    total: Int, human: Int = 0, auto: Int = 0, failed: Int = 0, humanByLabel: [Int] = [],
    autoByLabel: [Int] = [], autoannotated: Int = 0, selected: Int = 0, queued: Int = 0,
    leased: Int = 0
  ) {
    self.total = total
    self.human = human
    self.auto = auto
    self.failed = failed
    self.humanByLabel = humanByLabel
    self.autoByLabel = autoByLabel
    self.autoannotated = autoannotated
    self.selected = selected
    self.queued = queued
    self.leased = leased
  }

  package var labeled: Int { human + auto }
  package var unlabeled: Int { total - human - auto - failed }

  /// A count as a share of all items, 0–1.
  package func share(_ count: Int) -> Double { total == 0 ? 0 : Double(count) / Double(total) }
}

/// What one published round did.
package struct RoundReport: Sendable, Equatable, Codable {
  package var number: Int
  package var publishedAt: Date
  /// Human labels that it was trained on.
  package var trainedOn: Int
  /// Auto-labels when it was published.
  package var autoLabeled: Int
  /// Human labels when it was published.
  package var humanLabeled: Int
  /// Tasks chosen for people.
  package var selected: Int
  /// Estimated accuracy of the auto-labels, 0–1, and its lower bound; nil without auto-labels.
  package var estimatedAccuracy: Double?
  package var lowerBound: Double?
  package var seconds: Double
  /// The pool's calibrated P(right), 20 equal bins over 0–1.
  package var confidenceHistogram: [Int]
  /// The least P(right) that was auto-labeled; nil without auto-labels.
  package var threshold: Double?
  /// The model that gave the labels, as the job names it; nil in files of the first version, which
  /// had only the built-in one.
  package var model: String?

  package init(
    number: Int, publishedAt: Date, trainedOn: Int, autoLabeled: Int, humanLabeled: Int,
    selected: Int, estimatedAccuracy: Double? = nil, lowerBound: Double? = nil,
    seconds: Double = 0, confidenceHistogram: [Int] = [], threshold: Double? = nil,
    model: String? = nil
  ) {
    self.number = number
    self.publishedAt = publishedAt
    self.trainedOn = trainedOn
    self.autoLabeled = autoLabeled
    self.humanLabeled = humanLabeled
    self.selected = selected
    self.estimatedAccuracy = estimatedAccuracy
    self.lowerBound = lowerBound
    self.seconds = seconds
    self.confidenceHistogram = confidenceHistogram
    self.threshold = threshold
    self.model = model
  }
}

/// What the loop is doing.
package struct LoopReport: Sendable, Equatable {
  package enum State: String, Sendable, Equatable, Codable {
    /// Not enough new labels for a round yet.
    case waiting
    /// A round is on its way.
    case working
    case paused
    /// The last round failed; `failure` says why.
    case failed
    case done
  }

  package var state: State
  /// The round that runs or is waited for, counted from 1.
  package var round: Int
  /// A loop's process lives.
  package var isRunning: Bool
  /// The step that runs, by the workflow's name (formats.md 6).
  package var step: LoopStep?
  /// How far the step is, 0–1, where it can tell.
  package var fraction: Double?
  /// New human labels still needed before the next round is due.
  package var labelsNeeded: Int
  package var failure: String?
  /// The steps of the round that runs, or of the last one, in order.
  package var steps: [StepReport]

  package init(
    state: State = .waiting, round: Int = 1, isRunning: Bool = false, step: LoopStep? = nil,
    fraction: Double? = nil, labelsNeeded: Int = 0, failure: String? = nil,
    steps: [StepReport] = []
  ) {
    self.state = state
    self.round = round
    self.isRunning = isRunning
    self.step = step
    self.fraction = fraction
    self.labelsNeeded = labelsNeeded
    self.failure = failure
    self.steps = steps
  }
}

/// A step of a round and when it ran.
package struct StepReport: Sendable, Equatable {
  package var step: LoopStep
  package var startedAt: Date
  /// Nil while it runs.
  package var endedAt: Date?
  /// What it did in a few words, such as “1,204 labels”.
  package var detail: String

  package init(step: LoopStep, startedAt: Date, endedAt: Date? = nil, detail: String = "") {
    self.step = step
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.detail = detail
  }
}

/// How right the model's labels are.
package struct QualityReport: Sendable, Equatable {
  /// The accuracy that the job asks of its auto-labels, 0–1.
  package var target: Double
  package var estimatedAccuracy: Double?
  package var lowerBound: Double?
  /// Auto-labels that were checked by people unseen, and how many of them were right.
  package var audited: Int
  package var auditedCorrect: Int

  package init(
    target: Double, estimatedAccuracy: Double? = nil, lowerBound: Double? = nil, audited: Int = 0,
    auditedCorrect: Int = 0
  ) {
    self.target = target
    self.estimatedAccuracy = estimatedAccuracy
    self.lowerBound = lowerBound
    self.audited = audited
    self.auditedCorrect = auditedCorrect
  }
}

/// One worker's part.
package struct WorkerReport: Sendable, Equatable {
  package var name: String
  /// Answers that stand (not taken back).
  package var answers: Int
  package var answersPerMinute: Double
  package var lastAnswerAt: Date?
  /// Has a labeling screen open.
  package var isPresent: Bool

  package init(
    name: String, answers: Int, answersPerMinute: Double = 0, lastAnswerAt: Date? = nil,
    isPresent: Bool = false
  ) {
    self.name = name
    self.answers = answers
    self.answersPerMinute = answersPerMinute
    self.lastAnswerAt = lastAnswerAt
    self.isPresent = isPresent
  }
}

/// Something that happened, for the dashboard and `run`'s lines.
package struct EventReport: Sendable, Equatable {
  package var id: Int
  package var at: Date
  package var text: String

  package init(id: Int, at: Date, text: String) {
    self.id = id
    self.at = at
    self.text = text
  }
}
