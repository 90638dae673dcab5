import Domain
import Foundation
import TerminalUI
import Testing
import Workbench

/// The dial: the lead moves the target on the dashboard.
@Suite struct TargetTests {
  private func pressing(
    _ keys: String, enter: Bool = true, _ start: Session
  ) -> (session: Session, effects: [Effect]) {
    var session = start
    var effects: [Effect] = []
    for key in keys { effects += session.update(.key(.character(key))) }
    if enter { effects += session.update(.key(.enter)) }
    return (session, effects)
  }

  private func dashboard(isLead: Bool = true) -> Session {
    Fixtures.session(report: Fixtures.full, isReadOnly: true, isLead: isLead)
  }

  @Test("A target is set only once it is confirmed", arguments: ["97", "97.0 %", "0.97", "97,0"])
  func confirmed(typed: String) {
    let (asked, effects) = pressing("t" + typed, dashboard())
    #expect(effects == [])
    #expect(
      asked.context.dialog?.question.contains("Ask 97 %, not 95 %? People label about") == true)
    let (done, set) = pressing("y", enter: false, asked)
    #expect(set == [.store(.setTarget(0.97))])
    #expect(done.context.dialog == nil)
    let (left, none) = pressing("n", enter: false, asked)
    #expect(none == [] && left.context.dialog == nil)
  }

  @Test(
    "What is no target is refused, and stays to be mended",
    arguments: ["", "abc", "49", "100", "9.9.9"])
  func refused(typed: String) {
    let (session, effects) = pressing("t" + typed, dashboard())
    #expect(effects == [])
    #expect(session.notice?.contains("is no target") == true)
    #expect(session.context.dialog?.field?.text == typed)
  }

  @Test("The present target is left as it is")
  func same() {
    let (session, effects) = pressing("t95", dashboard())
    #expect(effects == [] && session.context.dialog == nil)
    #expect(session.notice == "The target is 95 % already.")
  }

  @Test("Only the lead moves the dial, and not after the end")
  func lead() {
    let (session, effects) = pressing("t", enter: false, dashboard(isLead: false))
    #expect(effects == [] && session.context.dialog == nil)
    #expect(session.notice?.contains("Only the lead") == true)
    var over = Fixtures.full
    over.status = .completed
    let ended = pressing(
      "t", enter: false, Fixtures.session(report: over, isReadOnly: true)
    ).session
    #expect(ended.notice == "The job is over.")
  }

  @Test("The end of the change is told")
  func told() {
    var session = dashboard()
    _ = session.update(.store(.targetSet(0.97)))
    #expect(session.notice == "The target is 97 %, from the next round on.")
    _ = session.update(.store(.targetNotSet(message: "the disk is full")))
    #expect(session.notice == "The target is as it was: the disk is full")
  }

  @Test("A read-only session sets the target by the lead's own way, and tells what went wrong")
  func effects() throws {
    struct Fault: Error, CustomStringConvertible { let description = "no" }
    let project = try TestProject()
    for fails in [false, true] {
      let effects = StoreEffects(
        store: project.store, session: nil,
        setTarget: { target in
          #expect(target == 0.97)
          if fails { throw Fault() }
        })
      effects.run(.setTarget(0.97))
      effects.finish()
      #expect(
        effects.mailbox.take() == [
          .store(fails ? .targetNotSet(message: "no") : .targetSet(0.97))
        ])
    }
  }
}
