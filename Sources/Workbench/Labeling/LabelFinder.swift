package import Domain
import Foundation

/// Finds labels by the beginning of a name, or of a word in it, or by number, counted from 1.
///
/// Case and accents make no difference. The highlighted label is the one that Enter gives.
package struct LabelFinder: Sendable, Equatable {
  private let names: [String]
  /// The indices of the labels in use.
  private let used: [Int]
  /// The text for which a match was chosen with the arrow keys, and its place.
  private var chosen: (text: String, place: Int)?

  package init(_ labels: LabelSet) {
    names = labels.labels.map { Self.folded($0.name) }
    used = labels.used
  }

  /// Returns the indices of the labels that match a text: the one of that number, those whose name
  /// begins with it, those in which a word does, and those whose number begins with it.
  package func matches(_ text: String) -> [Int] {
    let wanted = Self.folded(text)
    guard !wanted.isEmpty else { return used }
    let named = used.filter { names[$0].hasPrefix(wanted) }
    let inside = used.filter {
      !names[$0].hasPrefix(wanted) && names[$0].contains(" " + wanted)
    }
    let known = Set(named + inside)
    let numbered =
      wanted.allSatisfy(\.isNumber)
      ? used.filter { !known.contains($0) && String($0 + 1).hasPrefix(wanted) } : []
    let exact = numbered.filter { String($0 + 1) == wanted }
    return exact + named + inside + numbered.filter { !exact.contains($0) }
  }

  /// Returns the label that a text means; nil while several may be meant and none was chosen.
  package func highlighted(_ text: String) -> Int? {
    let matches = matches(text)
    if let chosen, chosen.text == text, matches.indices.contains(chosen.place) {
      return matches[chosen.place]
    }
    let wanted = Self.folded(text)
    guard !wanted.isEmpty else { return nil }
    if matches.count == 1 { return matches[0] }
    let same = matches.filter { names[$0] == wanted }
    if !same.isEmpty { return same.count == 1 ? same[0] : nil }
    return matches.first { String($0 + 1) == wanted }
  }

  /// Chooses the match so many places further.
  package mutating func move(by step: Int, in text: String) {
    let matches = matches(text)
    guard !matches.isEmpty else { return }
    let place = highlighted(text).flatMap { matches.firstIndex(of: $0) }
    let next = place.map { $0 + step } ?? (step > 0 ? 0 : matches.count - 1)
    chosen = (text, max(0, min(next, matches.count - 1)))
  }

  private static func folded(_ text: String) -> String {
    text.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil
    )
    .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  package static func == (one: LabelFinder, other: LabelFinder) -> Bool {
    one.names == other.names && one.chosen?.text == other.chosen?.text
      && one.chosen?.place == other.chosen?.place
  }
}
