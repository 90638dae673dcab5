/// A key to look up, compared as bytes without decoding the line.
package struct JSONKey: Sendable, Equatable {
  package let name: String
  private let bytes: [UInt8]

  package init(_ name: String) {
    self.name = name
    bytes = Array(name.utf8)
  }

  package func matches(_ member: JSONMember, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    if member.keyHasEscapes {
      return JSONString.decode(text, in: member.key, hasEscapes: true) == name
    }
    guard member.key.count == bytes.count else { return false }
    var position = member.key.lowerBound
    for byte in bytes {
      if text[position] != byte { return false }
      position += 1
    }
    return true
  }
}
