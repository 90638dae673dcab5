/// All that any screen or command says about a project, from one read of the store.
///
/// The dashboard, the split bar, `status` and `export` show only this, so no two numbers disagree.
package struct ProjectReport: Sendable, Equatable, Codable {
  package var jobName: String
  package var status: LabelingJobStatus
  package var labels: LabelSet
  /// The lead's present settings.
  package var settings: LeadSettings
  package var counts: Counts
  /// Oldest first; only published rounds.
  package var rounds: [RoundReport]
  package var loop: LoopReport
  package var quality: QualityReport
  /// Oldest first.
  package var alarms: [AlarmReport] = []
  /// The alarms that the lead has not acknowledged.
  package var openAlarms: [AlarmReport] { alarms.filter(\.isOpen) }
  /// The latest comparison of two models; nil if the job names but one.
  package var challenge: ChallengeReport?
  package var workers: [WorkerReport]
  /// Latest first, a few dozen at most; a thousand in `eventsReport`.
  package var events: [EventReport]
  /// The steps of the published rounds, oldest first; only in `stepsReport`.
  package var pastSteps: [RoundSteps] = []

  package init(
    jobName: String, status: LabelingJobStatus, labels: LabelSet,
    settings: LeadSettings = LeadSettings(), counts: Counts,
    rounds: [RoundReport] = [], loop: LoopReport = LoopReport(), quality: QualityReport,
    challenge: ChallengeReport? = nil, workers: [WorkerReport] = [], events: [EventReport] = []
  ) {
    self.jobName = jobName
    self.status = status
    self.labels = labels
    self.settings = settings
    self.counts = counts
    self.rounds = rounds
    self.loop = loop
    self.quality = quality
    self.challenge = challenge
    self.workers = workers
    self.events = events
  }
}
