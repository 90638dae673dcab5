import ArgumentParser
import Domain
import Engine
import Foundation
import Learning
import Store
import TestSupport
import Testing
import Workbench

@testable import winnow

@Suite struct WorkersCommandTests {
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  @Test("workers pauses a worker with a reason, resumes, and breaks leases")
  func pausing() throws {
    let project = try SmallProject()
    let store = try OpenProject(project.path, for: .writing).store
    try store.enqueue(
      [QueuedTask(item: 0, kind: .start)], labelsForNextRound: 2, now: Date())
    let ana = try open(store, "ana")
    #expect(try store.lease(upTo: 1, for: ana, now: Date()).count == 1)
    try WorkersBreakLeasesCommand.parse([project.path, "ana"]).run()
    #expect(try store.report(now: Date()).counts.leased == 0)
    try WorkersPauseCommand.parse([project.path, "ana", "--reason", "hasty"]).run()
    #expect(try store.report(now: Date()).workers.first?.pausedBecause == "hasty")
    #expect(try store.lease(upTo: 1, for: ana, now: Date()).isEmpty)
    try WorkersResumeCommand.parse([project.path, "ana"]).run()
    #expect(try store.lease(upTo: 1, for: ana, now: Date()).count == 1)
    #expect(throws: (any Error).self) {
      _ = try WorkersPauseCommand.parse([project.path, "ana", "--reason", "  "])
    }
    #expect(throws: CommandError.self) {
      try WorkersPauseCommand.parse([project.path, "anna", "--reason", "x"]).run()
    }
  }

  @Test("agreement and workers print the same object")
  func json() throws {
    let project = try SmallProject()
    try SetCommand.parse([project.path, "--workers", "2"]).run()
    let store = try OpenProject(project.path, for: .writing).store
    try store.enqueue(
      (0..<2).map { QueuedTask(item: $0, kind: .start) }, labelsForNextRound: 2, now: Date())
    for (worker, label) in [("ana", 0), ("ben", 1)] {
      let session = try open(store, worker)
      for task in try store.lease(upTo: 2, for: session, now: Date()) {
        _ = try store.annotate(
          Annotation(
            item: task.item.id, label: task.item.id == 0 ? 0 : label, acceptedAt: Date(),
            secondsSpent: 0), by: session, now: Date())
      }
    }
    let (report, agreement) = try store.reportWithAgreement(now: now)
    let object = try #require(
      JSONSerialization.jsonObject(
        with: Data(try AgreementJSON(agreement, report).text.utf8)) as? [String: Any])
    #expect(object["items"] as? Int == 2 && object["asked"] as? String == "all")
    #expect((object["pairs"] as? [[String: Any]])?.first?["agreement"] as? Double == 0.5)
    let workers = try #require(object["workers"] as? [[String: Any]])
    #expect(workers.map { $0["name"] as? String } == ["ana", "ben"])
    #expect(workers.allSatisfy { $0["paused_because"] is NSNull && $0["items"] as? Int == 2 })
    try AgreementCommand.parse([project.path]).run()
    try WorkersListCommand.parse([project.path]).run()
  }

  @Test(
    "Tables of many labels and workers are at most 80 columns wide, and say what they leave out")
  func width() throws {
    let labels = LabelSet(
      labels: (0..<60).map { .init(name: "A label with a long name, number \($0)", key: nil) })
    var generator = SeededGenerator(seed: 1)
    let opinions = (0..<900).flatMap { item in
      (0..<3).map { place in
        OpinionTable.Opinion(
          item: item, worker: (item + place * 7) % 30,
          label: generator.nextUnit() < 0.7 ? item % 60 : generator.next(below: 60))
      }
    }
    let table = OpinionTable(
      workers: (0..<30).map { "a.labeler.with.a.long.login.\($0)" }, opinions: opinions, blind: .max
    )
    let lines = AgreementText(
      AgreementReport(table, labelCount: 60), labels: labels, opinions: .all
    ).lines
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.contains { $0.hasPrefix("and ") && $0.contains("more labels") })
    #expect(lines.contains { $0.hasPrefix("and ") && $0.contains("more workers") })
    let none = AgreementText(
      AgreementReport(OpinionTable(workers: [], opinions: [], blind: 2), labelCount: 60),
      labels: labels, opinions: .untilAgreed)
    #expect(none.lines.count == 1)
  }

  @Test("Answers to gold are a column of the workers, where there are any")
  func gold() throws {
    let agreement = AgreementReport(
      OpinionTable(workers: [], opinions: [], blind: 2), labelCount: 4)
    let text = AgreementText(agreement, labels: LabelSet(labels: []), opinions: nil)
    var worker = WorkerReport(name: "a.labeler.with.a.very.long.login.name", answers: 1_234)
    worker.pausedBecause = "hasty"
    #expect(!WorkersText.lines([worker], agreement, text)[0].contains("gold"))
    worker.gold = .init(answers: 62, right: 57)
    let lines = WorkersText.lines([worker, WorkerReport(name: "ben", answers: 1)], agreement, text)
    #expect(lines[0].contains("gold") && lines[1].contains("57/62"))
    #expect(lines[1].contains("paused") && lines.prefix(3).allSatisfy { $0.count <= 80 })
  }

  private func open(_ store: ProjectStore, _ worker: String) throws -> WorkerSession {
    try store.openSession(
      worker: worker, process: ProcessIdentity(host: "here", number: 1), now: Date())
  }
}
