import Dataset
import Foundation
import TerminalUI

/// The footer: whole hints only, in the table's order, as many as fit.
struct KeyHints {
  let session: Session

  /// Keys and the word for what they do.
  struct Hint {
    let keys: [(text: String, style: Style)]
    let word: String
    let isPossible: Bool

    var columns: Int {
      keys.reduce(0) { $0 + TerminalUI.columns(of: $1.text) + 1 } + TerminalUI.columns(of: word)
    }
  }

  /// Returns the hints that fit; help always does, since it shows the others.
  func fitting(_ columns: Int) -> [Hint] {
    let bindings = session.keys.hints(in: session.scope).filter(isOffered)
    let hints = bindings.map { (binding: $0, hint: hint($0)) }
    let help = hints.first { $0.binding.command == .showHelp }?.hint.columns ?? 0
    var used = 0
    var helpIsDue = help > 0
    return hints.compactMap { binding, hint in
      if binding.command == .showHelp { helpIsDue = false }
      let kept = used + hint.columns + (helpIsDue ? help + 2 : 0)
      guard kept <= columns else { return nil }
      used += hint.columns + 2
      return hint
    }
  }

  /// Pages are not offered where there is one, nor views to whom has one.
  private func isOffered(_ binding: Binding) -> Bool {
    switch binding.command {
    case .nextPage: session.lastPage > 0
    case .retry: session.scope != .labeling || session.reason(against: .retry) == nil
    case .nextView: session.setup.mayLabel
    default: true
    }
  }

  private func hint(_ binding: Binding) -> Hint {
    let isPossible = session.isBriefly || session.reason(against: binding.command) == nil
    let style: Style = isPossible ? .key : .keyOff
    let shown = binding.command == .label ? binding.keys : Array(binding.keys.prefix(1))
    // Many labels: the item's own list names them all.
    let keys =
      shown.count <= 6 ? shown.map(\.name) : [shown.first, shown.last].compactMap { $0?.name }
    let separated = shown.count <= 6 ? keys : [keys.joined(separator: "…")]
    return Hint(
      keys: separated.map { ($0, style) }, word: binding.hint ?? "", isPossible: isPossible)
  }
}
