import Domain
import Testing

@Suite struct JobEventTests {
  static let events: [JobEvent] = [
    .jobCreated(items: 10, labeled: 2), .sessionOpened(worker: "ana"),
    .itemRejected(item: 3, worker: "ana", reason: .other("“odd”\n")), .jobReopened, .stopped,
    .itemRejected(item: 3, worker: "ana", reason: .duplicate), .stopping(.humanLabels(9)),
    .roundFailed(round: 2, reason: "no model"), .modelSwitched(to: "./a.py"),
    .settingsChanged([SettingChange(name: "target", from: "0.9", to: "0.95")]), .text("hello"),
    .workerPaused(worker: "ana", reason: "hasty"), .workerResumed(worker: "ana"),
    .workerInvited(worker: "ana"),
    .leasesBroken(worker: "ana", count: 3),
  ]

  @Test("An event is the same after a round trip through its JSON", arguments: events)
  func roundTrip(_ event: JobEvent) throws {
    #expect(JobEvent(json: try event.json()) == event)
  }

  @Test("An event's kind is the name of its case")
  func kind() throws {
    #expect(
      JobEvent.kind(ofJSON: try JobEvent.jobCreated(items: 1, labeled: 0).json()) == "jobCreated")
    #expect(JobEvent.kind(ofJSON: try JobEvent.jobReopened.json()) == "jobReopened")
    #expect(JobEvent.kind(ofJSON: try JobEvent.text("a\"b").json()) == "text")
  }

  @Test("An event of a later version is told by its JSON")
  func later() {
    let json = #"{"moonPhase":{"of":"today"}}"#
    #expect(JobEvent(json: json) == .text(json))
  }
}
