import Dataset
import Domain
import Learning

/// The result of a round's calibration and decision.
struct RoundJudgement {
  let pairs: [CalibrationPair]
  let scored: ScoredRows
  /// Rows that may be auto-labeled.
  let open: [Int]
  let decision: AutoLabelDecision
  /// The amount by which the calibrated probabilities are too high, 0–1.
  let bias: Double
  /// The request of the user's own strategy; nil without one.
  let wish: PoolStrategy.Choice?
  /// The evidence of the accuracy.
  var evidence: PromiseEvidence
  let answers: PeopleAnswers
  let stage: ClosingStage
  /// Whether all open rows may be auto-labeled, by this round's estimate.
  let reachesTarget: Bool
  /// Whether the job may end: no row is open, or the frozen auto-labels passed their check.
  let isComplete: Bool
  let coverage: LabelCoverage
  /// The alarms that this round raises.
  let alarms: [Alarm]
  /// The auto-labels that other targets would allow; nothing while auto-labels are held.
  let reach: [PromiseReport.Reach]
  /// The reason why no auto-labels are given.
  let hold: PromiseReport.Hold?

  /// Whether there is an estimate of the auto-labels' accuracy.
  var isKnown: Bool { scored.calibration != nil && hold == nil }
}
