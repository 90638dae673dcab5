package import Foundation

/// What the active-learning loop needs of a store.
package protocol LoopStore: ReportingStore, ConsolidationStore {
  /// Returns what the loop must know to decide what comes next, in one read.
  func situation(now: Date) throws -> LoopSituation

  /// Returns every human label and who has which items, as of one instant.
  func snapshot(now: Date) throws -> LabelSnapshot

  /// Puts tasks in the queue, behind those that are there, and says how many human labels make the
  /// next round due.
  func enqueue(_ tasks: [QueuedTask], dueAt: Int, now: Date) throws

  /// Notes that a step of a round began.
  func begin(_ step: LoopStep, round: Int, now: Date) throws

  /// Notes that a step's result is kept.
  func end(_ step: LoopStep, round: Int, detail: String, now: Date) throws

  /// Makes a round current: its auto-labels, its counts and its tasks, in one transaction.
  ///
  /// Queued tasks that nobody holds give way to the round's own. Human answers that came since the
  /// round's snapshot win.
  func publish(_ publication: RoundPublication, now: Date) throws

  /// Notes why a round failed; the round before stays current.
  func fail(round: Int, reason: String, now: Date) throws

  /// Completes the job, unless someone has answered or taken back since `annotation` or a task is
  /// there again; false then.
  func complete(since annotation: Int64, because reason: String, now: Date) throws -> Bool

  /// Ends the handing out of tasks (`stopping`) or the job (`stopped`), and says why in the events.
  ///
  /// Nothing is stopped while a worker holds a task; false then.
  func stop(_ status: LabelingJobStatus, because reason: String, now: Date) throws -> Bool

  /// Says that the next round is due whatever is labeled.
  func makeRoundDue(because reason: String, now: Date) throws

  /// Gives back the leases that ran out, and ends the tasks that were offered for too long.
  func expireLeases(now: Date) throws

  /// Keeps how the challenger did in a round.
  func note(_ challenge: ChallengeReport, now: Date) throws

  /// Makes the other model the champion from the next round on, which becomes due.
  func switchChampion(to role: ModelRole, because reason: String, now: Date) throws

  /// Adds a line to the events.
  func note(_ text: String, now: Date) throws
}

/// What the loop decides upon.
package struct LoopSituation: Sendable, Equatable {
  package var status: LabelingJobStatus
  package var isPaused: Bool
  /// The accuracy that the lead asks for today, 0–1.
  package var target: Double
  package var counts: Counts
  /// The round whose auto-labels are current; 0 before the first.
  package var currentRound: Int
  /// The steps of the round after it whose results are kept.
  package var finishedSteps: Set<LoopStep>
  /// The human labels that make the next round due; nil before the loop has ever said.
  package var dueAt: Int?
  /// Workers have answered since the current round's snapshot.
  package var hasNewAnswers: Bool
  /// The latest annotation; 0 before the first.
  package var latestAnnotation: Int64
  /// The round after it was tried, and failed.
  package var hasFailed = false
  /// The model that gives the labels.
  package var champion = ModelRole.model
  /// The latest round that the challenger has run, or failed to.
  package var challengedRound = 0

  package init(
    status: LabelingJobStatus, isPaused: Bool = false, target: Double = 0.95,
    counts: Counts, currentRound: Int = 0,
    finishedSteps: Set<LoopStep> = [], dueAt: Int? = nil, hasNewAnswers: Bool = false,
    latestAnnotation: Int64 = 0
  ) {
    self.status = status
    self.isPaused = isPaused
    self.target = target
    self.counts = counts
    self.currentRound = currentRound
    self.finishedSteps = finishedSteps
    self.dueAt = dueAt
    self.hasNewAnswers = hasNewAnswers
    self.latestAnnotation = latestAnnotation
  }
}

/// The human labels of a project at one instant.
package struct LabelSnapshot: Sendable, Equatable {
  /// One item's human label.
  package struct Label: Sendable, Equatable {
    package var item: Item.ID
    package var label: Int

    package init(item: Item.ID, label: Int) {
      self.item = item
      self.label = label
    }
  }

  /// An item that took another one's answer as one of its stack.
  package struct Alike: Sendable, Equatable {
    package var item: Item.ID
    /// The item that was on the screen.
    package var head: Item.ID

    package init(item: Item.ID, head: Item.ID) {
      self.item = item
      self.head = head
    }
  }

  /// By item, ascending.
  package var labels: [Label]
  /// Items that no round may label or choose: taken out, or labeled by a machine before.
  package var excluded: [Item.ID]
  /// Items that a worker holds or has answered in part.
  package var held: [Item.ID]
  /// Those of `labels` that nobody looked at by themselves: no witnesses of how right a model is.
  package var alike: [Alike]
  /// The latest annotation that is in it.
  package var watermark: Int64

  package init(
    labels: [Label], excluded: [Item.ID] = [], held: [Item.ID] = [], alike: [Alike] = [],
    watermark: Int64 = 0
  ) {
    self.labels = labels
    self.excluded = excluded
    self.held = held
    self.alike = alike
    self.watermark = watermark
  }
}

/// A task that a round (or the start) chose for people.
package struct QueuedTask: Sendable, Equatable, Codable {
  package enum Kind: String, Sendable, Equatable, Codable {
    /// Drawn at random before the first round.
    case start
    /// Chosen by the strategy.
    case choice
    /// A blind check of a would-be auto-label.
    case audit
  }

  package var item: Item.ID
  package var kind: Kind
  /// The label that the round would give; nil at the start.
  package var predicted: Int?
  /// The chance with which an audit was drawn, 0–1.
  package var inclusion: Double?

  package init(item: Item.ID, kind: Kind, predicted: Int? = nil, inclusion: Double? = nil) {
    self.item = item
    self.kind = kind
    self.predicted = predicted
    self.inclusion = inclusion
  }
}

/// What one transaction makes current.
package struct RoundPublication: Sendable, Equatable, Codable {
  package var report: RoundReport
  /// The latest annotation that the round knew.
  package var watermark: Int64
  /// Auto-labels by label index, as the round's file has them.
  package var autoByLabel: [Int]
  package var tasks: [QueuedTask]
  /// Human labels that make the next round due.
  package var dueAt: Int
  /// By this round's estimate, all that is left may be auto-labeled.
  package var reachesTarget: Bool

  package init(
    report: RoundReport, watermark: Int64, autoByLabel: [Int], tasks: [QueuedTask], dueAt: Int,
    reachesTarget: Bool = false
  ) {
    self.report = report
    self.watermark = watermark
    self.autoByLabel = autoByLabel
    self.tasks = tasks
    self.dueAt = dueAt
    self.reachesTarget = reachesTarget
  }
}
