/// A cursor over the bytes of a JSON text that checks the syntax as it moves.
///
/// It follows RFC 8259 strictly and also refuses bytes that are not UTF-8. Nothing is decoded or
/// copied: callers take a value's bytes from the range that the cursor passed.
package struct JSONScanner {
  /// The deepest nesting of arrays and objects: a hostile line must not exhaust the stack.
  package static let depthLimit = 64

  package let bytes: UnsafeBufferPointer<UInt8>
  package private(set) var position = 0

  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The byte at the cursor; 0, which is not valid JSON, at the end.
  package var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

  package var isAtEnd: Bool { position >= bytes.count }

  /// Makes a fault for the byte at the cursor, where something else was expected.
  package func fault(expected: String) -> JSONFault {
    let reason: JSONFault.Reason
    if isAtEnd {
      reason = .cutOff
    } else if current == 0 {
      reason = .controlCharacter(0)
    } else {
      reason = current >= 0x80 && !isUTF8 ? .invalidUTF8 : .unexpected(expected: expected)
    }
    return JSONFault(offset: position, reason: reason)
  }

  private var isUTF8: Bool { String(validating: bytes, as: UTF8.self) != nil }

  package mutating func skipWhitespace() {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
    }
  }

  /// Moves past an expected byte.
  package mutating func expect(_ byte: UInt8, _ name: String) throws(JSONFault) {
    guard current == byte else { throw fault(expected: name) }
    position += 1
  }

  /// Moves past any value.
  package mutating func skipValue(depth: Int = 0) throws(JSONFault) {
    guard depth < Self.depthLimit else { throw JSONFault(offset: position, reason: .tooDeep) }
    switch current {
    case UInt8(ascii: "\""): _ = try skipString()
    case UInt8(ascii: "{"): try skipObject(depth: depth)
    case UInt8(ascii: "["): try skipArray(depth: depth)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      if let word = foreignWord { throw JSONFault(offset: position, reason: .foreignValue(word)) }
      try skipNumber()
    case UInt8(ascii: "t"): try skipWord("true")
    case UInt8(ascii: "f"): try skipWord("false")
    case UInt8(ascii: "n"): try skipWord("null")
    default:
      if let word = foreignWord { throw JSONFault(offset: position, reason: .foreignValue(word)) }
      throw fault(expected: "a value")
    }
  }

  /// The value at the cursor that Python or JavaScript write, and JSON does not have.
  private var foreignWord: String? {
    ["NaN", "nan", "Infinity", "-Infinity", "None", "True", "False", "undefined"].first {
      bytes[position...].starts(with: $0.utf8)
    }
  }

  private mutating func skipObject(depth: Int) throws(JSONFault) {
    position += 1
    skipWhitespace()
    if current == UInt8(ascii: "}") {
      position += 1
      return
    }
    while true {
      _ = try skipString()
      try skipColon()
      try skipValue(depth: depth + 1)
      if try skipSeparator(orEnd: UInt8(ascii: "}"), "a comma or }") { return }
    }
  }

  private mutating func skipArray(depth: Int) throws(JSONFault) {
    position += 1
    skipWhitespace()
    if current == UInt8(ascii: "]") {
      position += 1
      return
    }
    while true {
      try skipValue(depth: depth + 1)
      if try skipSeparator(orEnd: UInt8(ascii: "]"), "a comma or ]") { return }
    }
  }

  /// Moves past the colon between key and value, and the space around it.
  package mutating func skipColon() throws(JSONFault) {
    skipWhitespace()
    try expect(UInt8(ascii: ":"), "a colon")
    skipWhitespace()
  }

  /// Moves past a comma or the closing byte, and the space around it; returns whether it was the
  /// closing byte.
  package mutating func skipSeparator(
    orEnd end: UInt8, _ expected: String
  ) throws(JSONFault) -> Bool {
    skipWhitespace()
    if current == end {
      position += 1
      return true
    }
    guard current == UInt8(ascii: ",") else { throw fault(expected: expected) }
    position += 1
    skipWhitespace()
    return false
  }

  private mutating func skipWord(_ word: StaticString) throws(JSONFault) {
    for index in 0..<word.utf8CodeUnitCount {
      guard current == word.utf8Start[index] else { throw fault(expected: "a value") }
      position += 1
    }
  }

  package mutating func skipNumber() throws(JSONFault) {
    if current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: "0") { position += 1 } else { try skipDigits() }
    if current == UInt8(ascii: ".") {
      position += 1
      try skipDigits()
    }
    guard current | 0x20 == UInt8(ascii: "e") else { return }
    position += 1
    if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
    try skipDigits()
  }

  private mutating func skipDigits() throws(JSONFault) {
    let start = position
    while current &- 0x30 < 10 { position += 1 }
    if position == start { throw JSONFault(offset: position, reason: .invalidNumber) }
  }

  /// Moves past a string; returns whether it has an escape.
  package mutating func skipString() throws(JSONFault) -> Bool {
    try expect(UInt8(ascii: "\""), "a string in double quotes")
    var hasEscapes = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return hasEscapes
      }
      if byte < 0x20 { throw JSONFault(offset: position, reason: .controlCharacter(byte)) }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        try skipEscape()
      } else if byte < 0x80 {
        position += 1
      } else {
        let length = UTF8Sequence.length(in: bytes, at: position)
        guard length > 0 else { throw JSONFault(offset: position, reason: .invalidUTF8) }
        position += length
      }
    }
    throw JSONFault(offset: position, reason: .cutOff)
  }

  private mutating func skipEscape() throws(JSONFault) {
    position += 1
    switch current {
    case UInt8(ascii: "u"):
      position += 1
      for _ in 0..<4 {
        guard JSONString.hexValue(of: current) != nil else {
          throw JSONFault(offset: position, reason: isAtEnd ? .cutOff : .invalidEscape)
        }
        position += 1
      }
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    default:
      throw JSONFault(offset: position, reason: isAtEnd ? .cutOff : .invalidEscape)
    }
  }
}
