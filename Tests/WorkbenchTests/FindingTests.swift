import Domain
import Foundation
import TerminalUI
import Testing
import Workbench

@Suite("Session: labels by name or number")
struct FindingTests {
  private static let labels: LabelSet = {
    let names = (0..<300).map { "Intent \(["card", "cash", "fee"][$0 % 3]) \($0)" }
    let keys = LabelKeys.choose(for: names, given: names.map { _ in nil })
    return LabelSet(labels: zip(names, keys).map { LabelSet.Label(name: $0, key: $1) })
  }()

  private func press(_ session: inout Session, _ keys: [Key]) -> [Effect] {
    var effects: [Effect] = []
    for key in keys {
      effects += session.update(.key(key))
      show(&session)
    }
    return effects
  }

  private func typed(_ text: String) -> [Key] { text.map { .character($0) } }

  @Test("A key gives its label at once, as in a job with few labels")
  func key() {
    var session = Fixtures.session(labels: Self.labels)
    #expect(press(&session, typed("i")).first?.saved?.label == 0)
  }

  @Test("A name is typed until one label is left, and Enter gives it")
  func name() {
    var session = Fixtures.session(labels: Self.labels)
    #expect(press(&session, typed("/intent cash 2")) == [])
    #expect(session.draw(rows: 24, columns: 80).text.contains("36 of 300"))
    #expect(press(&session, [.enter]) == [])
    #expect(session.notice?.hasPrefix("Several labels match") == true)
    #expect(press(&session, typed("86") + [.enter]).first?.saved?.label == 286)
    #expect(session.context.dialog == nil)
  }

  @Test("Digits begin a number, and nothing is saved before Enter")
  func number() {
    var session = Fixtures.session(labels: Self.labels)
    #expect(press(&session, typed("300")) == [])
    #expect(press(&session, [.enter]).first?.saved?.label == 299)
  }

  @Test("An arrow key chooses a match; Esc goes back to the item")
  func choosing() {
    var session = Fixtures.session(labels: Self.labels)
    #expect(press(&session, typed("/fee") + [.down, .down, .enter]).first?.saved?.label == 5)
    _ = session.update(.saved(0, Fixtures.receipt()))
    show(&session)
    #expect(press(&session, typed("/fee") + [.escape, .character("i")]).first?.saved?.label == 0)
  }

  @Test("A long text is asked about in a search, too")
  func longText() {
    let task = Fixtures.task(0, text: (0..<60).map { "line \($0)" }.joined(separator: "\n"))
    var session = Fixtures.session(tasks: [task], labels: Self.labels)
    #expect(press(&session, typed("300") + [.enter]) == [])
    #expect(session.notice?.contains("Enter again labels it") == true)
    #expect(press(&session, [.enter]).first?.saved?.label == 299)
  }

  @Test("A click gives a label that has no key")
  func click() throws {
    var session = Fixtures.session(labels: Self.labels)
    let shown = session.draw(Size(rows: 24, columns: 80)).shown
    let region = try #require(shown.regions.first { $0.command == .label(20) })
    let click = Event.terminal(.click(row: region.part.row, column: region.part.column))
    #expect(session.update(click).first?.saved?.label == 20)
  }

  @Test("Every size draws 1,000 labels, the search included", arguments: [46, 60, 80, 110, 160])
  func sizes(columns: Int) {
    let labels = LabelSet(
      labels: (0..<1000).map { LabelSet.Label(name: "A long name, number \($0)", key: nil) })
    var session = Fixtures.session(labels: labels)
    for rows in [12, 16, 24, 45] { _ = session.draw(rows: rows, columns: columns) }
    _ = press(&session, typed("/a lo") + [.up])
    for rows in [12, 16, 24, 45] {
      let text = session.draw(rows: rows, columns: columns).text
      #expect(columns < 60 || text.contains("1,000 of 1,000"))
    }
  }
}
