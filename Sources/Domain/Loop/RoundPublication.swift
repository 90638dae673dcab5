/// A round as one transaction makes it current.
package struct RoundPublication: Sendable, Equatable, Codable {
  package var report: RoundReport
  /// The latest annotation that the round knew.
  package var watermark: Int64
  /// Auto-labels by label index, as the round's file has them.
  package var autoByLabel: [Int]
  package var tasks: [QueuedTask]
  /// Human labels that make the next round due.
  package var labelsForNextRound: Int
  /// Contradictions of the promised accuracy; nil in files of earlier versions.
  package var alarms: [Alarm]?
  /// The check of the auto-labels that this round has judged; nil if none ended.
  package var check: PromiseReport.ClosingReport?

  package init(
    report: RoundReport, watermark: Int64, autoByLabel: [Int], tasks: [QueuedTask],
    labelsForNextRound: Int
  ) {
    self.report = report
    self.watermark = watermark
    self.autoByLabel = autoByLabel
    self.tasks = tasks
    self.labelsForNextRound = labelsForNextRound
  }
}

extension RoundPublication {
  private enum CodingKeys: String, CodingKey {
    case report
    case watermark
    case autoByLabel
    case tasks
    case labelsForNextRound = "dueAt"
    case alarms
    case check
  }
}
