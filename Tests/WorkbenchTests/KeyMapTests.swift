import Domain
import TerminalUI
import Testing
import Workbench

@Suite("KeyMap")
struct KeyMapTests {
  private let map = KeyMap(labels: Fixtures.labels)

  private static let scopes = KeyMap(labels: Fixtures.labels).scopes

  @Test("No key appears twice in a scope", arguments: scopes)
  func noKeyTwice(scope: Scope) {
    let keys = map.bindings.filter { $0.scope == scope }.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test("Every binding has keys and a sentence")
  func everyBinding() {
    #expect(map.bindings.allSatisfy { !$0.keys.isEmpty && $0.help.hasSuffix(".") })
  }

  @Test("A label's key gives that label")
  func labels() {
    for (index, label) in Fixtures.labels.labels.enumerated() {
      #expect(map.command(for: .character(label.key), in: LabelingView.scope) == .label(index))
    }
  }

  @Test("A read-only session has the keys of its views alone")
  func readOnly() {
    let map = KeyMap(labels: Fixtures.labels, isReadOnly: true)
    #expect(map.scopes == [DashboardView.scope, .page, .everywhere, .always])
  }

  @Test("The nearest scope decides")
  func nearest() {
    #expect(map.command(for: .character("b"), in: LabelingView.scope) == .label(0))
    #expect(map.command(for: .character("q"), in: LabelingView.scope) == .quit)
    #expect(map.command(for: .character("q"), in: .page) == .close)
    #expect(map.command(for: .character("u"), in: LabelingView.scope) == .undo)
    #expect(map.command(for: .character("u"), in: .rejection) == .unreadable)
    #expect(map.command(for: .character("b"), in: DashboardView.scope) == nil)
    #expect(map.command(for: .character("q"), in: .reason) == nil)
    #expect(map.command(for: .control("c"), in: .reason) == .interrupt)
  }

  @Test("Caps Lock changes nothing")
  func capsLock() {
    #expect(map.command(for: .character("B"), in: LabelingView.scope) == .label(0))
    #expect(map.command(for: .character("Q"), in: LabelingView.scope) == .quit)
  }

  @Test("Labels may not take a key that means something else while labeling")
  func reserved() {
    for key in "ulxgrqnh? " { #expect(KeyMap.reservedKeys.contains(key)) }
    for key in "btem1234567890" { #expect(!KeyMap.reservedKeys.contains(key)) }
  }

  @Test("A footer offers no key for what it does not do there", arguments: scopes)
  func hints(scope: Scope) {
    for hint in map.hints(in: scope) {
      let key = hint.keys.first
      #expect(key.flatMap { map.command(for: $0, in: scope) } == hint.commands.first)
    }
  }

  @Test("The README's table names every binding")
  func markdown() {
    let text = KeyMap.standard.markdown
    for row in KeyMap.standard.bindings { #expect(text.contains("| \(row.help) |")) }
    #expect(text.contains("| `u` `Backspace` |"))
    #expect(text.contains("Caps Lock"))
  }
}
