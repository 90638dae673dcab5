/// The header fields of a message, in order.
package struct HTTPHeaders: Sendable, Equatable {
  /// One field; its name is in lower case.
  private struct Field: Sendable, Equatable {
    let name: String
    let value: String
  }

  private var fields: [Field] = []

  package init() {}

  package mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name.lowercased(), value: value))
  }

  /// Returns all values of a field, whose name is given in lower case.
  package func values(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// Returns the elements of a comma-separated field, in lower case.
  package func list(_ name: String) -> [String] {
    values(name).flatMap { $0.split(separator: ",") }
      .map { $0.lowercased().trimmingSpaces }.filter { !$0.isEmpty }
  }
}

extension StringProtocol {
  /// The text without the spaces and tabs around it.
  package var trimmingSpaces: String {
    let isSpace = { (character: Character) in character == " " || character == "\t" }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }

  /// Whether it is a token of RFC 9110, section 5.6.2: a method's or a field's name.
  var isToken: Bool {
    !isEmpty
      && utf8.allSatisfy { byte in
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
  }
}
