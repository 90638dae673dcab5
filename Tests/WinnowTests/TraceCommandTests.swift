import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import TestSupport
import Testing
import Workbench

@testable import winnow

@Suite struct TraceCommandTests {
  @Test("An item is found by its id, or by the number of its line")
  func found() throws {
    let project = try LabeledProject()
    for id in ["n7", "8"] { try TraceCommand.parse([project.path, id, "--json"]).run() }
    for id in ["n99", "0", "31"] {
      #expect(throws: CommandError.self) { try TraceCommand.parse([project.path, id]).run() }
    }
  }

  @Test("A trace tells answers, undos, audits, what was set aside, rounds and the present label")
  func life() throws {
    let project = try LabeledProject()
    let store = try project.store()
    func lines(_ item: Item.ID) throws -> String {
      let opened = try OpenProject(project.path, for: .reading)
      let report = try opened.store.report(now: LabeledProject.start)
      return TraceText(
        try opened.store.history(of: item), report,
        prediction: opened.archive.prediction(of: item, round: 1, champion: .model),
        scores: opened.archive.scores(of: item, through: 2)
      ).lines.joined(separator: "\n")
    }
    let auto = try lines(25)
    #expect(
      auto.contains("Round 1 auto-labeled it") && auto.contains("by the model, since round 1"))
    #expect(auto.contains("the predictions of round 1 are gone"))
    #expect(!auto.contains("is not kept"))
    let archive = FolderArchive(folder: ProjectFolder(path: project.path))
    try archive.save(
      labels: [Int](repeating: 3, count: 30), chances: [Double](repeating: 0.876, count: 30),
      round: 1)
    let told = "Round 1: “Science and Technology”, right with a chance of 87.6 %"
    #expect(try lines(25).contains("\(told); labels from 90.0 % on."))
    #expect(try !lines(25).contains("is not kept"))
    // People had settled on the first ones before.
    let first = try #require(try store.outcome(withAnnotations: true).annotations.first?.item)
    #expect(try !lines(first).contains("Round 1:"))
    let audited = try store.outcome(withAnnotations: true).annotations.filter { $0.item >= 10 }
    let item = try #require(audited.first?.item)
    #expect(try lines(item).contains("a blind check: the model had said"))

    let session = try store.openSession(
      worker: "ben", process: Identity.process, now: LabeledProject.start)
    let after = LabeledProject.start.addingTimeInterval(1_000)
    let task = try #require(try store.lease(upTo: 1, for: session, now: after).first)
    _ = try store.annotate(
      Annotation(item: task.item.id, label: 1, acceptedAt: after, secondsSpent: 2), by: session,
      now: after)
    _ = try store.undo(by: session, now: after)
    _ = try store.setAside(worker: "ana", by: "lea", because: "she was ill", now: after)
    _ = try store.adjudicate([13], as: .reopen, because: "old guide", by: "lea", now: after)
    _ = try store.adjudicate([12], as: .label(2), because: "known", by: "lea", now: after)
    #expect(try lines(13).contains("lea, the lead, had it asked again"))
    #expect(try lines(13).contains("label: none until people have answered again"))
    #expect(try lines(12).contains("by the lead") && lines(12).contains(": known"))
    try store.addNote("both\u{1B}[2J", to: 12, by: session, now: after)
    #expect(try lines(12).contains("ben noted: both"))
    let all = try (0..<14).map(lines).joined(separator: "\n")
    #expect(all.contains("ben undid answer 12."))
    #expect(all.contains("lea set answer 1 aside: she was ill"))
    #expect(all.contains("it does not count any more"))
    #expect(all.contains("2023-11-14 22:"))
  }

  @Test("An item that waits for blind answers is shown to the lead alone")
  func blind() {
    var history = ItemHistory(item: 3)
    #expect(TraceCommand.refusal(history, isLead: false) == nil)
    history.task = .init(kind: .audit, queuedAt: .now, round: 1, predicted: 2, votes: 0)
    #expect(TraceCommand.refusal(history, isLead: true) == nil)
    #expect(
      TraceCommand.refusal(history, isLead: false).map { "\($0)" }?.contains("line 4") == true)
  }
}
