import Domain
import Testing
import Workbench

@Suite("EventText")
struct EventTextTests {
  @Test(
    "Every event has words",
    arguments: [
      (JobEvent.sessionOpened(worker: "ana"), "ana started labeling."),
      (
        .itemRejected(item: 6, worker: "ana", reason: .notThisKind),
        "ana rejected line 7: not what this job labels"
      ),
      (.itemRejected(item: 6, worker: "ana", reason: .other("odd")), "ana rejected line 7: odd"),
      (
        .roundPublished(round: 3, autoLabeled: 120, tasks: 50),
        "Round 3: 120 auto-labels in all, 50 tasks for people."
      ),
      (.roundFailed(round: 4, reason: "no model"), "Round 4 failed: no model"),
      (
        .stopping(.percentageLabeled(80)),
        "Stopping: 80 % of the items are labeled (MaxPercentageOfInputDatasetLabeled)."
      ),
      (
        .settingsChanged([SettingChange(name: "target", from: "0.95", to: "0.9")]),
        "The lead set target from 0.95 to 0.9."
      ),
      (.text("a sentence of an earlier version"), "a sentence of an earlier version"),
    ])
  func words(_ event: JobEvent, _ words: String) {
    #expect(EventText.text(event) == words)
  }
}
