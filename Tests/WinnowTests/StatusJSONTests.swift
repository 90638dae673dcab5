import Domain
import Foundation
import Testing

@testable import winnow

@Suite struct StatusJSONTests {
  @Test("The JSON has every key every time, with Ground Truth's names")
  func json() throws {
    let text = try StatusJSON(report(), now: Date(timeIntervalSince1970: 0)).text
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
    let gold = try #require(object["gold"] as? [String: Any])
    #expect(gold["share"] is NSNull && gold["answers"] as? Int == 0 && gold["right"] as? Int == 0)
  }

  @Test("Gold is told to the lead alone")
  func gold() {
    var report = report()
    var ana = WorkerReport(name: "ana", answers: 20)
    ana.gold = .init(answers: 5, right: 4)
    report.workers = [ana]
    report.settings.goldShare = 0.1
    let share = SettingChange(name: "gold-share", from: "none", to: "0.1")
    let target = SettingChange(name: "target", from: "0.95", to: "0.97")
    report.events = [
      EventReport(id: 2, at: Date(), event: .settingsChanged([share])),
      EventReport(id: 1, at: Date(), event: .settingsChanged([target, share])),
    ]
    let hidden = report.withoutGold
    #expect(hidden.workers.map(\.gold) == [nil] && hidden.settings.goldShare == nil)
    #expect(hidden.events.map(\.event) == [.settingsChanged([target])])
    #expect(!"\(hidden)".contains("gold-share"))
  }

  private func report() -> ProjectReport {
    ProjectReport(
      jobName: "news", status: .inProgress, labels: LabelSet(labels: []),
      counts: Counts(total: 100, human: 20, auto: 50, rejected: 1),
      loop: LoopReport(state: .waiting, round: 3, labelsNeeded: 12),
      quality: QualityReport(
        target: 0.95, estimatedAccuracy: 0.962, lowerBound: 0.951))
  }
}
