/// How many labels the loop wants when: the job's wishes made into numbers.
package struct LoopPlan: Sendable, Equatable {
  /// Human labels before the first round.
  package var startLabels: Int
  /// New human labels that make a round due.
  package var batchSize: Int
  /// What a batch may grow to, with the labels: a tenth of them.
  package var largestBatch: Int
  /// Of each batch, the share that are audits, 0–0.5.
  package var auditShare: Double
  /// Tasks open at a time, at most.
  package var maxOpenTasks: Int

  package init(
    startLabels: Int, batchSize: Int, largestBatch: Int = 0, auditShare: Double = 0.1,
    maxOpenTasks: Int = 200
  ) {
    self.startLabels = startLabels
    self.batchSize = batchSize
    self.largestBatch = largestBatch
    self.auditShare = auditShare
    self.maxOpenTasks = maxOpenTasks
  }

  /// How many labels the round after so many waits for.
  func batch(after labelCount: Int) -> Int {
    min(max(batchSize, min(labelCount / 10, largestBatch)), maxOpenTasks)
  }

  /// Tasks beyond the batch, so that people go on while a round runs, however slow it is.
  package var reserve: Int { max(0, min(maxOpenTasks - batchSize, max(2 * batchSize, 100))) }
}

extension LoopPlan {
  /// 200 random labels measured best on 10,000 items; small pools start with a tenth.
  package static func autoStart(_ total: Int) -> Int { max(20, min(200, total / 10)) }

  /// 50 new labels a round measured best on 10,000 items: a job ends sooner after it could, and a
  /// batch is chosen by what the last one taught. (100 cost a point more of people's work.)
  package static func autoBatch(_ total: Int) -> Int { max(10, min(50, total / 40)) }

  /// Large pools have so many batches that they may grow; a thousandth of the items is measured.
  package static func autoLargestBatch(_ total: Int) -> Int { total / 1000 }

  package static let autoAuditShare = 0.1
}
