import Dataset
import Domain
import Learning

/// What a round found out about the pool.
struct RoundJudgement {
  let pairs: [CalibrationPair]
  let scored: ScoredRows
  /// Rows without a human label that are still in the job.
  let open: [Int]
  let decision: AutoLabelDecision
  /// What the user's own logic wants; nil without one.
  let wish: OwnStrategy.Wish?
  /// Whether the model may label all that is open, by this round's estimate.
  let reachesTarget: Bool
  /// Whether the job may end.
  ///
  /// The round before must have reached the target, too: among many rounds, the first to reach it is
  /// too often one with a lucky estimate.
  let isComplete: Bool

  var isCalibrated: Bool { scored.calibration != nil }
}
