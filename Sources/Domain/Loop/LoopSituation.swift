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
