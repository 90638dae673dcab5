import Domain
import TerminalUI

/// Commands whose key a label of an older project has.
///
/// The label keeps the key; while labeling, the command has another one.
extension KeyMap {
  /// Returns the bindings with other keys for the commands that labels' keys hide.
  static func moving(_ bindings: [Binding], for labels: LabelSet) -> [Binding] {
    let hidden = hiddenKeys(bindings, labels)
    guard !hidden.isEmpty else { return bindings }
    var taken = Set(bindings.filter { reaches($0.scope) }.flatMap(\.keys))
    return bindings.map { row in
      guard reaches(row.scope), !row.isOfLabels, row.keys.contains(where: hidden.contains) else {
        return row
      }
      let isOwn = row.scope == LabelingView.scope
      let left = row.keys.filter { !hidden.contains($0) }
      // Elsewhere the old key still has its meaning.
      let others = isOwn ? left : left + row.keys.filter(hidden.contains)
      guard left.isEmpty, let key = free(for: row, beside: taken) else {
        return row.with(keys: others)
      }
      taken.insert(key)
      return row.with(keys: [key] + others)
    }
  }

  /// Says which commands have moved, for the help; nil if none has.
  static func movedNote(_ labels: LabelSet) -> String? {
    let moved = labels.labels.filter { label in label.key.map(commandKeys.contains) ?? false }
    guard !moved.isEmpty else { return nil }
    let names = moved.map { "\($0.key.map { String($0) } ?? "") (\($0.name))" }
    return "Labels of this project have keys that are commands elsewhere: "
      + names.joined(separator: ", ")
      + ". While labeling, these commands have the other keys above."
  }

  /// The characters that are commands while labeling.
  static let commandKeys: Set<Character> = Set(
    standard.bindings.filter { reaches($0.scope) }.flatMap(\.keys).compactMap(\.typed))

  private static func reaches(_ scope: Scope) -> Bool {
    LabelingView.scope.inherited.contains(scope)
  }

  private static func hiddenKeys(_ bindings: [Binding], _ labels: LabelSet) -> Set<Key> {
    Set(labels.labels.compactMap { $0.key.map { .character($0) } })
  }

  /// Returns Ctrl with the first letter of a command's key or word that is free.
  private static func free(for row: Binding, beside taken: Set<Key>) -> Key? {
    let own = row.keys.compactMap(\.typed) + Array(row.hint ?? "") + Array("defknopstwy")
    return own.lazy.filter { $0.isASCII && $0.isLetter && !unusable.contains($0) }
      .map { Key.control($0) }.first { !taken.contains($0) }
  }

  /// Letters that make another key with Ctrl, or that terminal multiplexers take.
  private static let unusable = Set<Character>("abhijmz")
}
