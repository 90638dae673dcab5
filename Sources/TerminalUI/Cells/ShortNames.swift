/// Short forms of names that can be told apart.
package enum ShortNames {
  /// Returns the names in at most so many columns each, the same form for no two of them.
  ///
  /// A long name loses its middle, as much of the beginning as it takes to tell all apart by their
  /// ends; where that leaves several alike, the words that all of these have.
  ///
  ///     fitting(["Request: refund of a parcel", "Request: return of a parcel"], columns: 12)
  ///     // "Req…refund", "Req…return"
  package static func fitting(_ names: [String], columns limit: Int) -> [String] {
    let texts = names.map { SafeText($0) }
    for sixths in [4, 3, 2, 1] {
      let forms = texts.map { middleCut($0, to: limit, head: limit * sixths / 6) }
      if alike(forms, texts, limit).isEmpty { return forms }
    }
    var forms = texts.map { middleCut($0, to: limit, head: limit * 2 / 3) }
    for group in alike(forms, texts, limit) { showOwnWords(group, texts, &forms, limit) }
    for group in alike(forms, texts, limit) { tellApart(group, texts, &forms, limit) }
    return numbered(forms, texts, limit)
  }

  private static func alike(_ forms: [String], _ texts: [SafeText], _ limit: Int) -> [[Int]] {
    Dictionary(grouping: forms.indices, by: { forms[$0] }).values
      .filter { $0.count > 1 && $0.contains { texts[$0].columns > limit } }
  }

  /// Shows of each of a group of long names the words that not all of them have, shortened alike.
  private static func showOwnWords(
    _ group: [Int], _ texts: [SafeText], _ forms: inout [String], _ limit: Int
  ) {
    let words = group.map { texts[$0].glyphs.split { $0.character == " " }.map(string) }
    let common = words.dropFirst().reduce(Set(words[0])) { $0.intersection($1) }
    for (index, words) in zip(group, words) where texts[index].columns > limit {
      let head = string(prefix(texts[index].glyphs, columns: limit / 4))
      let runs = words.split { common.contains($0) }
      let most = words.map(\.count).max() ?? 0
      let lengths = (1...max(1, most)).reversed()
      let candidates = lengths.lazy.map { length in
        head + "…"
          + runs.map { $0.map { String($0.prefix(length)) }.joined(separator: " ") }
          .joined(separator: "…")
      }
      if let form = candidates.first(where: { columns(of: $0) <= limit }) { forms[index] = form }
    }
  }

  /// Shows of each of a group of long names what follows the beginning that all have.
  private static func tellApart(
    _ group: [Int], _ texts: [SafeText], _ forms: inout [String], _ limit: Int
  ) {
    let common = commonPrefix(group.map { texts[$0].glyphs })
    for index in group where texts[index].columns > limit {
      forms[index] = window(texts[index], from: common, to: limit)
    }
  }

  private static func commonPrefix(_ names: [[SafeText.Glyph]]) -> Int {
    guard let first = names.first else { return 0 }
    return names.dropFirst().reduce(first.count) { length, name in
      let end = min(length, name.count)
      return (0..<end).first { first[$0] != name[$0] } ?? end
    }
  }

  /// Returns the beginning and the end of a name with `…` between them.
  private static func middleCut(_ text: SafeText, to limit: Int, head columns: Int) -> String {
    guard text.columns > limit else { return text.string }
    let head = prefix(text.glyphs, columns: columns)
    let left = limit - 1 - width(head)
    let tail = prefix(text.glyphs.reversed(), columns: left).reversed()
    return string(head) + "…" + string(Array(tail))
  }

  /// Returns some of the beginning, `…`, and the glyphs around a place.
  private static func window(_ text: SafeText, from place: Int, to limit: Int) -> String {
    let head = prefix(text.glyphs, columns: limit / 4)
    let start = max(head.count, min(place, text.glyphs.count) - 2)
    let rest = Array(text.glyphs[start...])
    let room = limit - 1 - width(head)
    guard width(rest) > room else { return string(head) + "…" + string(rest) }
    return string(head) + "…" + string(prefix(rest, columns: room - 1)) + "…"
  }

  /// Ends the forms that are still alike with the name's number.
  private static func numbered(_ forms: [String], _ texts: [SafeText], _ limit: Int) -> [String] {
    let counts = Dictionary(forms.map { ($0, 1) }, uniquingKeysWith: +)
    return forms.indices.map { index in
      guard counts[forms[index], default: 0] > 1, texts[index].columns > limit else {
        return forms[index]
      }
      let number = "…\(index + 1)"
      return string(prefix(texts[index].glyphs, columns: max(0, limit - number.count))) + number
    }
  }

  private static func prefix(_ glyphs: [SafeText.Glyph], columns: Int) -> [SafeText.Glyph] {
    var used = 0
    return Array(
      glyphs.prefix { glyph in
        used += glyph.columns
        return used <= columns
      })
  }

  private static func width(_ glyphs: [SafeText.Glyph]) -> Int {
    glyphs.reduce(0) { $0 + $1.columns }
  }

  private static func string(_ glyphs: some Sequence<SafeText.Glyph>) -> String {
    String(glyphs.map(\.character))
  }
}
