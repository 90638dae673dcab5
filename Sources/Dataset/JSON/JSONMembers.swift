/// The top level of one JSON object: its keys in order, and the ranges of their values.
///
/// Reuse one for all lines of a file: scanning then allocates nothing.
package struct JSONMembers {
  package private(set) var members: [JSONMember] = []

  package init() {
    members.reserveCapacity(16)
  }

  /// Checks a whole object and finds its members.
  ///
  /// Duplicate keys are refused at the top level only.
  package mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) {
    members.removeAll(keepingCapacity: true)
    var scanner = JSONScanner(bytes)
    scanner.skipWhitespace()
    if scanner.isAtEnd { throw JSONFault(offset: 0, reason: .empty) }
    guard scanner.current == UInt8(ascii: "{") else { throw notAnObject(scanner) }
    try scanner.expect(UInt8(ascii: "{"), "{")
    scanner.skipWhitespace()
    if scanner.current == UInt8(ascii: "}") {
      try scanner.expect(UInt8(ascii: "}"), "}")
    } else {
      try scanMembers(&scanner)
    }
    scanner.skipWhitespace()
    guard scanner.isAtEnd else {
      throw JSONFault(offset: scanner.position, reason: .trailingText)
    }
  }

  private mutating func scanMembers(_ scanner: inout JSONScanner) throws(JSONFault) {
    while true {
      let keyStart = scanner.position + 1
      let hasEscapes = try scanner.skipString()
      let key = keyStart..<scanner.position - 1
      try scanner.skipColon()
      let valueStart = scanner.position
      do throws(JSONFault) {
        try scanner.skipValue(depth: 1)
      } catch {
        guard case .foreignValue(let word, _) = error.reason else { throw error }
        let name = JSONString.decode(scanner.bytes, in: key, hasEscapes: hasEscapes)
        throw JSONFault(offset: error.offset, reason: .foreignValue(word, key: name))
      }
      members.append(
        JSONMember(key: key, keyHasEscapes: hasEscapes, value: valueStart..<scanner.position))
      if try scanner.skipSeparator(orEnd: UInt8(ascii: "}"), "a comma or }") { break }
    }
    try refuseDuplicates(in: scanner.bytes)
  }

  private func notAnObject(_ scanner: JSONScanner) -> JSONFault {
    let bytes = scanner.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return JSONFault(offset: 0, reason: .byteOrderMark)
    }
    let fault = scanner.fault(expected: "{")
    guard case .unexpected = fault.reason else { return fault }
    return JSONFault(offset: fault.offset, reason: .notAnObject)
  }

  private func refuseDuplicates(in bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) {
    // A few keys without escapes, the usual case, are compared in place; a set would allocate.
    if members.count <= 24, !members.contains(where: \.keyHasEscapes) {
      for later in members.indices.dropFirst() {
        for earlier in 0..<later where areEqual(members[earlier].key, members[later].key, in: bytes)
        {
          throw duplicate(members[later], in: bytes)
        }
      }
      return
    }
    var seen = Set<String>()
    for member in members where !seen.insert(key(of: member, in: bytes)).inserted {
      throw duplicate(member, in: bytes)
    }
  }

  private func duplicate(
    _ member: JSONMember, in bytes: UnsafeBufferPointer<UInt8>
  ) -> JSONFault {
    JSONFault(offset: member.start, reason: .duplicateKey(key(of: member, in: bytes)))
  }

  private func areEqual(
    _ one: Range<Int>, _ other: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard one.count == other.count else { return false }
    for offset in 0..<one.count
    where bytes[one.lowerBound + offset] != bytes[other.lowerBound + offset] {
      return false
    }
    return true
  }

  /// Returns a member's key, decoded.
  package func key(of member: JSONMember, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    JSONString.decode(bytes, in: member.key, hasEscapes: member.keyHasEscapes)
  }

  /// Returns the member with this key.
  package func member(
    _ name: JSONKey, in bytes: UnsafeBufferPointer<UInt8>
  ) -> JSONMember? {
    for member in members where name.matches(member, in: bytes) { return member }
    return nil
  }
}
