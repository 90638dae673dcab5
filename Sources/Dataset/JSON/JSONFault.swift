/// What is wrong with a piece of JSON, and where in it.
package struct JSONFault: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    case empty
    case notAnObject
    /// It ended in the middle of a value.
    case cutOff
    /// A byte that cannot stand where it stands.
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
  }

  /// The byte where it was noticed, counted from 0.
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
    case .empty: "nothing stands here; a JSON object is expected"
    case .notAnObject: "not a JSON object; it must begin with { and end with }"
    case .cutOff: "the JSON ends in the middle of a value; a quote, ] or } is missing"
    case .unexpected(let expected): "not valid JSON: \(expected) is expected"
    case .controlCharacter(0): "a NUL byte stands in the text; remove it"
    case .controlCharacter(let byte):
      "a raw control character (\(byte)) stands in a string; write it as an escape such as \\n or \\t"
    case .invalidEscape: "an unknown escape after \\ in a string; write \\\\ for a plain backslash"
    case .invalidNumber: "not a JSON number"
    case .invalidUTF8: "not valid UTF-8; save the file as UTF-8"
    case .tooDeep: "nested more than \(JSONScanner.depthLimit) levels deep"
    case .duplicateKey(let key): "the key “\(key)” stands twice; remove one"
    case .trailingText: "something follows the JSON object; only one object may stand here"
    case .byteOrderMark: "a byte order mark stands at the start; save the file as UTF-8 without one"
    }
  }
}
