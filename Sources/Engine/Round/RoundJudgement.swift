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
  /// The request of the user's own strategy; nil without one.
  let wish: PoolStrategy.Choice?
  /// Whether all open rows may be auto-labeled, by this round's estimate.
  let reachesTarget: Bool
  /// Whether the job may end: no row is open, or this round and the one before reached the target.
  ///
  /// Two rounds in a row, because the first of many rounds to reach the target is too often one
  /// with an overestimate.
  let isComplete: Bool

  var isCalibrated: Bool { scored.calibration != nil }
}
