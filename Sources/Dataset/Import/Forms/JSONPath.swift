/// A path into nested objects and lists, such as `data.title` or `label.0`.
struct JSONPath {
  private let keys: [String]

  init(_ path: String) {
    keys = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  private init(keys: [String]) {
    self.keys = keys
  }

  struct Value {
    let bytes: UnsafeBufferPointer<UInt8>
  }

  /// Finds a value; a key that equals the whole path, with its dots, takes precedence.
  func value(
    in bytes: UnsafeBufferPointer<UInt8>, _ members: JSONMembers
  ) -> Value? {
    let whole = keys.joined(separator: ".")
    if let member = members.member(JSONKey(whole), in: bytes) {
      return Value(bytes: bytes.slice(member.value))
    }
    guard keys.count > 1, let member = members.member(JSONKey(keys[0]), in: bytes) else {
      return nil
    }
    return JSONPath(keys: Array(keys.dropFirst())).value(inside: bytes.slice(member.value))
  }

  private func value(inside bytes: UnsafeBufferPointer<UInt8>) -> Value? {
    if bytes.first == UInt8(ascii: "[") {
      guard let index = Int(keys[0]), let element = Self.element(index, of: bytes) else {
        return nil
      }
      if keys.count == 1 { return Value(bytes: element) }
      return JSONPath(keys: Array(keys.dropFirst())).value(inside: element)
    }
    return Self.scan(bytes).flatMap { value(in: bytes, $0) }
  }

  /// Returns an element of a list that was checked.
  private static func element(
    _ index: Int, of list: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    var scanner = JSONScanner(list)
    do throws(JSONFault) {
      try scanner.expect(UInt8(ascii: "["), "[")
      scanner.skipWhitespace()
      for place in 0... {
        let start = scanner.position
        try scanner.skipValue()
        if place == index { return list.slice(start..<scanner.position) }
        if try scanner.skipSeparator(orEnd: UInt8(ascii: "]"), "a comma or ]") { return nil }
      }
    } catch {}
    return nil
  }

  /// Returns an object's bytes without the member at this path; nil if nothing is left.
  func removed(from object: [UInt8]) -> [UInt8]? {
    // All other elements of a list of labels are labels, too.
    if object.first == UInt8(ascii: "[") { return nil }
    return object.withUnsafeBufferPointer { bytes in
      guard let members = Self.scan(bytes) else { return object }
      let whole = JSONKey(keys.joined(separator: "."))
      let first = JSONKey(keys[0])
      var result: [UInt8] = [UInt8(ascii: "{")]
      for member in members.members where !whole.matches(member, in: bytes) {
        var value: [UInt8]? = Array(bytes[member.value])
        if keys.count > 1, first.matches(member, in: bytes) {
          value = JSONPath(keys: Array(keys.dropFirst())).removed(from: value ?? [])
        }
        guard let value else { continue }
        if result.count > 1 { result.append(contentsOf: ", ".utf8) }
        result.append(contentsOf: bytes[member.start..<member.value.lowerBound])
        result.append(contentsOf: value)
      }
      result.append(UInt8(ascii: "}"))
      return result.count > 2 ? result : nil
    }
  }

  static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONMembers? {
    var members = JSONMembers()
    do throws(JSONFault) {
      try members.scan(bytes)
      return members
    } catch {
      return nil
    }
  }
}
