/// The Liquid expressions of a template: `{{ task.input.KEY | escape }}` and `{% … %}`.
///
/// Nothing is executed: the keys of the expressions are collected, and the expressions removed.
struct LiquidText: Equatable {
  /// The template without its expressions.
  let text: String
  /// The distinct keys in the template's order, without `taskObject` and `labels`.
  let keys: [String]

  init(_ template: String) {
    var text = ""
    var keys: [String] = []
    var seen = Set<String>()
    var rest = template[...]
    while let start = Self.opening(in: rest) {
      text += rest[..<start]
      let isOutput = rest[start...].hasPrefix("{{")
      let body = rest[rest.index(start, offsetBy: 2)...]
      guard let end = Self.closing(isOutput ? "}}" : "%}", in: body) else {
        text += rest[start...]
        rest = ""
        break
      }
      if isOutput, let key = Self.key(body[..<end]), seen.insert(key).inserted {
        keys.append(key)
      }
      rest = body[body.index(end, offsetBy: 2)...]
    }
    self.text = text + rest
    self.keys = keys
  }

  private static func opening(in text: Substring) -> Substring.Index? {
    var rest = text
    while let brace = rest.firstIndex(of: "{") {
      rest = rest[brace...]
      if rest.hasPrefix("{{") || rest.hasPrefix("{%") { return brace }
      rest = rest.dropFirst()
    }
    return nil
  }

  private static func closing(_ end: String, in text: Substring) -> Substring.Index? {
    var rest = text
    guard let first = end.first else { return nil }
    while let found = rest.firstIndex(of: first) {
      rest = rest[found...]
      if rest.hasPrefix(end) { return found }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// Returns the key of `task.input.KEY` or `task.input["KEY"]`; ignores filters.
  private static func key(_ expression: Substring) -> String? {
    let spaces: Set<Character> = [" ", "\t", "\n", "\r\n", "\r", "-"]
    let value = expression.prefix { $0 != "|" }.drop { spaces.contains($0) }
    let name: Substring
    if value.hasPrefix("task.input.") {
      name = value.dropFirst("task.input.".count).prefix {
        $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-"
      }
    } else if value.hasPrefix("task.input[") {
      let quoted = value.dropFirst("task.input[".count)
      guard let quote = quoted.first, quote == "\"" || quote == "'" else { return nil }
      name = quoted.dropFirst().prefix { $0 != quote }
    } else {
      return nil
    }
    return name.isEmpty || name == "taskObject" || name == "labels" ? nil : String(name)
  }
}
