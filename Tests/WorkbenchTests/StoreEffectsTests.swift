import Domain
import Foundation
import TerminalUI
import Testing
import Workbench

@Suite("StoreEffects", .serialized)
struct StoreEffectsTests {
  private func answers(
    _ project: TestProject, to effects: StoreEffect...
  ) -> [StoreEvent] {
    for effect in effects { project.effects.run(effect) }
    project.effects.finish()
    return project.effects.mailbox.take().compactMap { event in
      guard case .store(let event) = event else { return nil }
      return event
    }
  }

  private func save(_ item: Item.ID, label: Int) -> StoreEffect {
    .change(
      .save(Annotation(item: item, label: label, acceptedAt: Fixtures.now, secondsSpent: 1)))
  }

  @Test("Effects are answered one after the other, in the order in which they came")
  func order() throws {
    let project = try TestProject()
    let answers = answers(
      project, to: .fetch(upTo: 2), save(0, label: 1), .fetch(upTo: 2), .change(.undo),
      .change(.putOff(1)), .change(.reject(0, reason: .duplicate)))
    let kinds = answers.map { String("\($0)".prefix { $0 != "(" }) }
    #expect(kinds == ["leased", "saved", "leased", "undone", "putOff", "rejected"])
    guard case .leased(let tasks) = answers[2] else {
      Issue.record("\(answers[2])")
      return
    }
    #expect(tasks.map(\.item.id) == [1, 2])
    #expect(answers[5] == .rejected(0, counted: true))
    #expect(try project.annotations.isEmpty)
  }

  /// Items on a disk that does not answer.
  private struct LostItems: ProjectAssets {
    struct Unreadable: Error, CustomStringConvertible {
      let description = "the disk does not answer"
    }

    func item(at id: Item.ID) throws -> Item { throw Unreadable() }

    func autoLabel(of item: Item.ID, round: Int) throws -> Int? { nil }

    func stack(of item: Item.ID) throws -> [Item.ID] { [] }
  }

  @Test("An effect that fails is answered by an event with the reason")
  func failing() throws {
    let project = try TestProject(items: LostItems())
    let answers = answers(project, to: .fetch(upTo: 1), save(0, label: 1), .change(.undo))
    #expect(answers.first == .fetchFailed(message: "the disk does not answer"))
    #expect(answers.last == .failed(.undo, message: "the disk does not answer"))
  }

  @Test("The project is reported when it is asked for, and again after a change")
  func observing() throws {
    let project = try TestProject()
    project.effects.run(.observe(.summary))
    #expect(waitForReport(project) { $0.counts.human == 0 })
    project.effects.run(.fetch(upTo: 1))
    project.effects.run(save(0, label: 1))
    #expect(waitForReport(project) { $0.counts.human == 1 })
    project.effects.finish()
  }

  /// Waits for a report that fulfills a condition; false if none comes for a long time.
  private func waitForReport(
    _ project: TestProject, _ condition: (ProjectReport) -> Bool
  ) -> Bool {
    waitUntil {
      project.effects.mailbox.take().contains { event in
        guard case .store(.reported(let report)) = event else { return false }
        return condition(report)
      }
    }
  }
}
