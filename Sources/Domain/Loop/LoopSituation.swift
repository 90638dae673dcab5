/// The state of a project from which the loop decides its next action.
package struct LoopSituation: Sendable, Equatable {
  package var status: LabelingJobStatus
  /// The lead's present settings.
  package var settings: LeadSettings
  package var counts: Counts
  /// The round whose auto-labels are current; 0 before the first.
  package var currentRound: Int
  /// The steps of the round after it whose results are kept.
  package var finishedSteps: Set<LoopStep>
  /// The human labels that make the next round due; nil before the loop has ever said.
  package var labelsForNextRound: Int?
  /// Workers have answered since the current round's snapshot.
  package var hasNewAnswers: Bool
  /// The latest annotation; 0 before the first.
  package var latestAnnotation: Int64
  package var pace = WorkPace()
  /// The round after it was tried, and failed.
  package var hasFailed = false
  /// The model that gives the labels.
  package var champion = ModelRole.model
  /// Whether the lead has not acknowledged an alarm, so that the job does not complete.
  package var hasOpenAlarm = false
  /// Whether the job may complete with the current round's auto-labels; those of an earlier version
  /// may.
  package var allowsCompletion = true
  /// The latest round that the challenger has run, or failed to.
  package var challengedRound = 0

  package init(
    status: LabelingJobStatus, settings: LeadSettings = LeadSettings(), counts: Counts,
    currentRound: Int = 0,
    finishedSteps: Set<LoopStep> = [], labelsForNextRound: Int? = nil, hasNewAnswers: Bool = false,
    latestAnnotation: Int64 = 0
  ) {
    self.status = status
    self.settings = settings
    self.counts = counts
    self.currentRound = currentRound
    self.finishedSteps = finishedSteps
    self.labelsForNextRound = labelsForNextRound
    self.hasNewAnswers = hasNewAnswers
    self.latestAnnotation = latestAnnotation
  }
}
