/// A fault in a piece of JSON, and its offset.
package struct JSONFault: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    case empty
    case notAnObject
    /// The text ends inside a value.
    case cutOff
    /// A byte that is not allowed at its place.
    case unexpected(expected: String)
    /// A raw control character (a NUL, a tab, a line end) inside a string.
    case controlCharacter(UInt8)
    case invalidEscape
    case invalidNumber
    case invalidUTF8
    case tooDeep
    case duplicateKey(String)
    case trailingText
    case byteOrderMark
    /// A value that JSON does not have, and the key of the object that holds it.
    case foreignValue(String, key: String? = nil)
  }

  /// The offset of the byte where it was noticed.
  package let offset: Int
  package let reason: Reason

  package init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }
}

extension JSONFault.Reason: FaultReason {
  package var description: String {
    switch self {
    case .empty: "empty; expected a JSON object"
    case .notAnObject: "not a JSON object; it must begin with { and end with }"
    case .cutOff: "the JSON ends in the middle of a value; a quote, ] or } is missing"
    case .unexpected(let expected): "not valid JSON: expected \(expected)"
    case .controlCharacter(0): "the text contains a NUL byte; remove it"
    case .controlCharacter(let byte):
      "a string contains a raw control character (\(byte)); write it as an escape such as \\n or \\t"
    case .invalidEscape: "an unknown escape after \\ in a string; write \\\\ for a plain backslash"
    case .invalidNumber: "not a JSON number"
    case .invalidUTF8: "not valid UTF-8; save the file as UTF-8"
    case .tooDeep: "nested more than \(JSONScanner.depthLimit) levels deep"
    case .duplicateKey(let key): "the key “\(key)” appears twice; remove one"
    case .trailingText: "there is text after the JSON object; only one object is allowed"
    case .foreignValue(let word, let key): Self.words(of: word, key: key)
    case .byteOrderMark: "the file begins with a byte order mark; save it as UTF-8 without one"
    }
  }
  private static func words(of word: String, key: String?) -> String {
    let place = key.map { "“\($0)” is" } ?? "not valid JSON:"
    switch word {
    case "None", "True", "False":
      return "\(place) \(word), which is Python and not JSON; write the file with json.dump"
    default:
      return "\(place) \(word), which is not JSON; write null instead, as pandas does with "
        + "to_json(orient=\"records\", lines=True)"
    }
  }
}
