import Domain
import TerminalUI
import Testing
import Workbench

@Suite("Key table")
struct KeyMapTests {
  private let map = KeyMap(labels: Fixtures.labels)

  @Test("No key stands twice in a scope", arguments: Scope.allCases)
  func noKeyTwice(scope: Scope) {
    let keys = map.bindings.filter { $0.scope == scope }.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test("Every command has a key and a sentence", arguments: Command.allCases)
  func everyCommand(command: Command) {
    let rows = map.bindings.filter { $0.command == command }
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { !$0.keys.isEmpty && $0.help.hasSuffix(".") })
  }

  @Test("The nearest scope decides")
  func nearest() {
    #expect(map.command(for: .character("b"), in: .labeling) == .label)
    #expect(map.command(for: .character("q"), in: .labeling) == .quit)
    #expect(map.command(for: .character("q"), in: .reading) == .close)
    #expect(map.command(for: .character("u"), in: .labeling) == .undo)
    #expect(map.command(for: .character("u"), in: .badItem) == .unreadable)
    #expect(map.command(for: .character("b"), in: .dashboard) == nil)
    #expect(map.command(for: .character("q"), in: .typing) == nil)
    #expect(map.command(for: .control("c"), in: .typing) == .interrupt)
  }

  @Test("Caps Lock changes nothing")
  func capsLock() {
    #expect(map.command(for: .character("B"), in: .labeling) == .label)
    #expect(map.command(for: .character("Q"), in: .labeling) == .quit)
  }

  @Test("Labels may not take a key that means something else while labeling")
  func reserved() {
    for key in "ulxgrqnh? " { #expect(KeyMap.reservedKeys.contains(key)) }
    for key in "btem1234567890" { #expect(!KeyMap.reservedKeys.contains(key)) }
  }

  @Test("A footer offers no key for what it does not do there", arguments: Scope.allCases)
  func hints(scope: Scope) {
    for hint in map.hints(in: scope) {
      let key = hint.keys.first
      #expect(key.flatMap { map.command(for: $0, in: scope) } == hint.command)
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
