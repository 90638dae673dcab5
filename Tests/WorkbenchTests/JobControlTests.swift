import Domain
import Foundation
import TerminalUI
import TestSupport
import Testing
import Workbench

/// Job control: the lead pauses, resumes and stops the job on the dashboard.
@Suite struct JobControlTests {
  private static let keys: [JobControl: Character] = [.pause: "p", .resume: "r", .stop: "s"]

  private func dashboard(
    _ control: JobControl, isLead: Bool = true, _ change: (inout ProjectReport) -> Void = { _ in }
  ) -> Session {
    var report = Fixtures.full
    report.settings.isPaused = control == .resume
    change(&report)
    return Fixtures.session(report: report, isReadOnly: true, isLead: isLead)
  }

  private func pressing(_ keys: [Character], _ start: Session) -> (Session, [Effect]) {
    var session = start
    let effects = keys.flatMap { session.update(.key(.character($0))) }
    return (session, effects)
  }

  @Test("It asks, and does nothing before the answer is yes", arguments: JobControl.allCases)
  func asks(control: JobControl) throws {
    let key = try #require(Self.keys[control])
    let (asked, none) = pressing([key], dashboard(control))
    #expect(none == [] && asked.context.dialog?.question.contains("?") == true)
    let (left, nothing) = pressing(["n"], asked)
    #expect(nothing == [] && left.context.dialog == nil)
    let (done, effects) = pressing(["y"], asked)
    #expect(effects == [.store(.control(control))] && done.context.dialog == nil)
  }

  @Test("Only the lead controls the job", arguments: JobControl.allCases)
  func lead(control: JobControl) throws {
    let key = try #require(Self.keys[control])
    let (session, effects) = pressing([key], dashboard(control, isLead: false))
    #expect(effects == [] && session.context.dialog == nil)
    #expect(session.notice?.contains("Only the lead") == true)
  }

  @Test(
    "What makes no sense in the job's state is refused in words",
    arguments: [
      (JobControl.pause, LabelingJobStatus.completed, false, "The job is over."),
      (.stop, .completed, false, "The job is over."),
      (.stop, .stopping, false, "The job is stopping already."),
      (.pause, .inProgress, true, "The job is paused already."),
      (.resume, .inProgress, false, "The job is neither paused nor stopped."),
    ])
  func refused(control: JobControl, status: LabelingJobStatus, isPaused: Bool, told: String) throws
  {
    let key = try #require(Self.keys[control])
    let start = dashboard(control) {
      $0.status = status
      $0.settings.isPaused = isPaused
    }
    let (session, effects) = pressing([key], start)
    #expect(effects == [] && session.context.dialog == nil && session.notice == told)
  }

  @Test("A stopped job is resumed")
  func stopped() {
    let start = dashboard(.resume) {
      $0.status = .stopped
      $0.settings.isPaused = false
    }
    #expect(pressing(["r", "y"], start).1 == [.store(.control(.resume))])
  }

  @Test("The end is told")
  func told() {
    var session = dashboard(.pause)
    _ = session.update(.store(.controlled(.pause, outcome: "Paused.")))
    #expect(session.notice == "Paused.")
    _ = session.update(.store(.notControlled(.stop, message: "the disk is full")))
    #expect(session.notice == "The job could not be stopped: the disk is full")
  }

  @Test("A person at the terminal pauses the job, and is told so on the screen")
  func script() throws {
    let project = try TestProject()
    let effects = StoreEffects(
      store: project.store, session: nil, control: { "\($0.rawValue) done" })
    let terminal = ScriptedTerminal(script: ScriptedTerminal.Step.type("py") + [.key(.right)])
    var session = Session(
      Fixtures.setup(isReadOnly: true), report: Fixtures.full, now: Fixtures.now)
    runSession(&session, on: terminal, with: effects)
    effects.finish()
    #expect(terminal.seen[1].text.contains("Pause?"))
    #expect(terminal.seen[2].text.contains("pause done"))
  }

  @Test("A session does it by the lead's own way, and tells what went wrong")
  func effects() throws {
    struct Fault: Error, CustomStringConvertible { let description = "no" }
    let project = try TestProject()
    for fails in [false, true] {
      let effects = StoreEffects(
        store: project.store, session: nil,
        control: { control in
          #expect(control == .stop)
          if fails { throw Fault() }
          return "done"
        })
      effects.run(.control(.stop))
      effects.finish()
      #expect(
        effects.mailbox.take() == [
          .store(
            fails
              ? .notControlled(.stop, message: "no") : .controlled(.stop, outcome: "done"))
        ])
    }
  }
}

extension DrawSnapshotTests {
  @Test("Pausing and stopping are asked", arguments: sizes.dropLast())
  func jobControl(name: String, size: Size) {
    let watching = Fixtures.session(report: Fixtures.full, isReadOnly: true)
    expect(pressing([.character("s")], watching), "stop-asked-\(name)", size)
    let paused = Fixtures.report(of: Fixtures.full) { $0.settings.isPaused = true }
    expect(Fixtures.session(report: paused, isReadOnly: true), "dashboard-paused-\(name)", size)
  }
}
