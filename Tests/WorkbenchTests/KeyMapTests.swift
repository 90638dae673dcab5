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
      let key = label.key ?? "?"
      #expect(map.command(for: .character(key), in: LabelingView.scope) == .label(index))
    }
  }

  @Test("A read-only session has the keys of its views alone")
  func readOnly() {
    let map = KeyMap(labels: Fixtures.labels, isReadOnly: true)
    let views = [DashboardView.scope, WorkflowView.scope]
    #expect(map.scopes.filter { $0.kind == .view } == views)
    #expect(map.scopes.contains(.page) && !map.scopes.contains(.leaving))
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
    let bound = KeyMap.standard.bindings.filter { LabelingView.scope.inherited.contains($0.scope) }
    for case .character(let key) in bound.flatMap(\.keys) {
      #expect(LabelKeys.reserved.contains(key), "\(key)")
    }
  }

  @Test("Where a label of an older project has a command's key, the command moves")
  func moved() {
    let labels = LabelSet(
      labels: "quVl?=gx".map { LabelSet.Label(name: "Label \($0)", key: $0) })
    let map = KeyMap(labels: labels)
    for (index, label) in labels.labels.enumerated() {
      let key = label.key ?? "-"
      #expect(map.command(for: .character(key), in: LabelingView.scope) == .label(index))
    }
    #expect(map.command(for: .character("v"), in: LabelingView.scope) == .label(2))
    for command in [Command.quit, .undo, .later, .reject, .showHelp, .showGuide, .wholeStack] {
      let key = map.bindings(in: LabelingView.scope) + map.bindings(in: .everywhere)
      let first = key.first { $0.commands.contains(command) }?.keys.first ?? .other
      #expect(map.command(for: first, in: LabelingView.scope) == command, "\(command.name)")
      #expect(map.hints(in: LabelingView.scope).contains { $0.commands.contains(command) })
      #expect(map.keyName(for: command) == first.name)
    }
    #expect(map.keyName(for: .quit) == "Ctrl-Q")
    #expect(map.command(for: .character("q"), in: DashboardView.scope) == .quit)
    for scope in map.scopes {
      let keys = map.bindings(in: scope).flatMap(\.keys)
      #expect(Set(keys).count == keys.count)
    }
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
