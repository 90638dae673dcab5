/// A path into nested objects, such as `data.title`.
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
    let inner = bytes.slice(member.value)
    guard let innerMembers = Self.scan(inner) else { return nil }
    return JSONPath(keys: Array(keys.dropFirst())).value(in: inner, innerMembers)
  }

  /// Returns an object's bytes without the member at this path.
  func removed(from object: [UInt8]) -> [UInt8] {
    object.withUnsafeBufferPointer { bytes in
      guard let members = Self.scan(bytes) else { return object }
      let whole = JSONKey(keys.joined(separator: "."))
      let first = JSONKey(keys[0])
      var result: [UInt8] = [UInt8(ascii: "{")]
      for member in members.members where !whole.matches(member, in: bytes) {
        if result.count > 1 { result.append(contentsOf: ", ".utf8) }
        result.append(contentsOf: bytes[member.start..<member.value.lowerBound])
        let value = Array(bytes[member.value])
        let isParent = keys.count > 1 && first.matches(member, in: bytes)
        result.append(
          contentsOf: isParent
            ? JSONPath(keys: Array(keys.dropFirst())).removed(from: value) : value)
      }
      result.append(UInt8(ascii: "}"))
      return result
    }
  }

  private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONMembers? {
    var members = JSONMembers()
    do throws(JSONFault) {
      try members.scan(bytes)
      return members
    } catch {
      return nil
    }
  }
}
