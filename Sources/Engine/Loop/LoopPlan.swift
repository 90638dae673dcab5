package import Domain

/// The sizes of the loop's batches.
package struct LoopPlan: Sendable, Equatable {
  /// The number of human labels before the first round.
  package var startLabels: Int
  /// The number of new human labels that make a round due.
  package var batchSize: Int
  /// The size to which a batch may grow, as a tenth of the labels; 0 to keep `batchSize`.
  package var largestBatch: Int
  /// The share of audits in a batch, 0–0.5.
  package var auditShare: Double
  /// The share of a batch that is asked again, blind, 0–0.5.
  package var repeatShare = 0.0
  /// The random answers without which initial labels alone allow no auto-label.
  package var leastRandom = 0
  /// The largest number of open tasks; nil for as many as people do while a round runs, 200 at least.
  package var maxOpenTasks: Int?
  /// The answers that people may give while a round runs, at their present pace.
  package var answersDuringRound = 0

  package init(
    startLabels: Int, batchSize: Int, largestBatch: Int = 0,
    auditShare: Double = LoopPlan.autoAuditShare,
    maxOpenTasks: Int? = nil
  ) {
    self.startLabels = startLabels
    self.batchSize = batchSize
    self.largestBatch = largestBatch
    self.auditShare = auditShare
    self.maxOpenTasks = maxOpenTasks
  }

  /// Returns the size of the batch after a round with so many labels.
  func batch(after labelCount: Int) -> Int {
    min(max(batchSize, min(labelCount / 10, largestBatch)), mostOpenTasks)
  }

  /// The number of tasks beyond the batch, for people to work on while a round runs.
  package var reserve: Int {
    max(0, min(mostOpenTasks - batchSize, max(2 * batchSize, 100, answersDuringRound)))
  }

  /// The largest number of open tasks at the present pace.
  var mostOpenTasks: Int { maxOpenTasks ?? max(200, min(5_000, batchSize + answersDuringRound)) }

  /// Returns the plan at people's present pace.
  package func at(_ pace: WorkPace) -> LoopPlan {
    var plan = self
    plan.answersDuringRound = pace.answersDuringRound
    return plan
  }
}

extension LoopPlan {
  /// Returns the default of `startLabels`: 200 labels measured best on 10,000 items; small pools
  /// begin with a tenth.
  package static func autoStart(_ total: Int) -> Int { max(20, min(200, total / 10)) }

  /// Returns the default of `batchSize`: 50 labels measured best on 10,000 items; 100 cost a point
  /// more human labels, since a job ends later and choices are made with an older model.
  package static func autoBatch(_ total: Int) -> Int { max(10, min(50, total / 40)) }

  /// Returns the default of `largestBatch`, a thousandth of the items, to limit the number of
  /// rounds in large pools.
  package static func autoLargestBatch(_ total: Int) -> Int { total / 1000 }

  /// The default of `auditShare`: 5 % cost half a point more human labels on 10,000 items, with 3 %
  /// a target of 95 % was kept in 71 of 75 jobs instead of 73.
  package static let autoAuditShare = 0.04

  /// The default of `repeatShare` while no two answers to an item have differed.
  package static let autoRepeatShare = 0.005

  /// Returns the default of `leastRandom`.
  package static func autoLeastRandom(_ total: Int) -> Int { min(50, autoStart(total)) }
}
