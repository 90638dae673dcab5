import Domain
import Foundation
import Testing

import Workbench
@testable import winnow

@Suite struct StatusTextTests {
  @Test("The status in words has every count, the loop and the accuracy")
  func words() {
    #expect(
      StatusText.lines(report()) == [
        "news: InProgress",
        "  people      20.0 %  20",
        "  model       50.0 %  50",
        "  left        29.0 %  29",
        "  taken out    1.0 %  1",
        "  loop       round 3 after 12 more labels (the loop is not running)",
        "  accuracy   target 95.0 %, estimated 96.2 % (at least 95.1 %), 9 of 10 audits right",
      ])
  }

  @Test("A failed round says why")
  func failure() {
    var report = report()
    report.loop.state = .failed
    report.loop.failure = "the disk is full"
    #expect(StatusText.lines(report).contains { $0.contains("round 3 failed: the disk is full") })
  }

  @Test("The JSON has every key every time, with Ground Truth's names")
  func json() throws {
    let text = try StatusJSON(report()).text
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["LabelingJobStatus"] as? String == "InProgress")
    let counters = try #require(object["LabelCounters"] as? [String: Int])
    #expect(
      counters == [
        "TotalLabeled": 70, "HumanLabeled": 20, "MachineLabeled": 50,
        "FailedNonRetryableError": 1, "Unlabeled": 29,
      ])
    let loop = try #require(object["loop"] as? [String: Any])
    #expect(Set(loop.keys) == ["state", "round", "running", "step", "failure"])
    let quality = try #require(object["quality"] as? [String: Any])
    #expect(quality["lower_bound"] as? Double == 0.951)
  }

  private func report() -> ProjectReport {
    ProjectReport(
      jobName: "news", status: .inProgress, labels: LabelSet(labels: []),
      counts: Counts(total: 100, human: 20, auto: 50, rejected: 1),
      loop: LoopReport(state: .waiting, round: 3, labelsNeeded: 12),
      quality: QualityReport(
        target: 0.95, estimatedAccuracy: 0.962, lowerBound: 0.951, audited: 10, auditedCorrect: 9))
  }
}
