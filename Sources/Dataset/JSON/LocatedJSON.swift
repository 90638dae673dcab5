/// A JSON value with its line number, for messages about files that people write.
package struct LocatedJSON: Equatable, Sendable {
  package indirect enum Value: Equatable, Sendable {
    case null
    case bool(Bool)
    /// A number in the file's own notation.
    case number(String)
    case string(String)
    case array([LocatedJSON])
    case object([Field])
  }

  /// A key of an object, its line, and its value.
  package struct Field: Equatable, Sendable {
    package let name: String
    package let line: Int
    package let value: LocatedJSON
  }

  /// Counted from 1.
  package let line: Int
  package let value: Value

  /// The kind of value, for messages.
  package var kind: String {
    switch value {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// Reads a whole file.
  package static func read(path: String) throws(FileFaults) -> LocatedJSON {
    try parse(
      try MappedFile(path: path, limit: MappedFile.smallLimit).withBytes { Array($0) }, file: path)
  }

  /// Reads a whole JSON text; duplicate keys are refused at every level.
  ///
  /// `file` is the file's name in messages.
  package static func parse(_ bytes: [UInt8], file: String) throws(FileFaults) -> LocatedJSON {
    // Some editors write a byte order mark.
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    let result = content.withUnsafeBufferPointer { buffer -> Result<LocatedJSON, FileFaults> in
      var parser = LocatedJSONParser(buffer)
      do throws(JSONFault) {
        return .success(try parser.parse())
      } catch {
        let line = 1 + buffer.prefix(error.offset).count { $0 == 0x0A }
        return .failure(FileFaults(file: file, line: line, error.reason))
      }
    }
    return try result.get()
  }
}

/// Builds the tree with the checking scanner.
private struct LocatedJSONParser {
  private var scanner: JSONScanner
  private var line = 1
  private var countedTo = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    scanner = JSONScanner(bytes)
  }

  mutating func parse() throws(JSONFault) -> LocatedJSON {
    scanner.skipWhitespace()
    if scanner.isAtEnd { throw JSONFault(offset: 0, reason: .empty) }
    let value = try parseValue(depth: 0)
    scanner.skipWhitespace()
    guard scanner.isAtEnd else {
      throw JSONFault(offset: scanner.position, reason: .trailingText)
    }
    return value
  }

  private mutating func currentLine() -> Int {
    line += scanner.bytes[countedTo..<scanner.position].count { $0 == 0x0A }
    countedTo = scanner.position
    return line
  }

  private mutating func parseValue(depth: Int) throws(JSONFault) -> LocatedJSON {
    guard depth < JSONScanner.depthLimit else {
      throw JSONFault(offset: scanner.position, reason: .tooDeep)
    }
    let line = currentLine()
    switch scanner.current {
    case UInt8(ascii: "{"): return LocatedJSON(line: line, value: try parseObject(depth: depth))
    case UInt8(ascii: "["): return LocatedJSON(line: line, value: try parseArray(depth: depth))
    case UInt8(ascii: "\""): return LocatedJSON(line: line, value: .string(try parseString()))
    default: return LocatedJSON(line: line, value: try parseScalar())
    }
  }

  private mutating func parseString() throws(JSONFault) -> String {
    let start = scanner.position + 1
    let hasEscapes = try scanner.skipString()
    return JSONString.decode(
      scanner.bytes, in: start..<scanner.position - 1, hasEscapes: hasEscapes)
  }

  private mutating func parseScalar() throws(JSONFault) -> LocatedJSON.Value {
    let start = scanner.position
    try scanner.skipValue()
    let text = String(decoding: scanner.bytes[start..<scanner.position], as: UTF8.self)
    switch text {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: return .number(text)
    }
  }

  private mutating func parseArray(depth: Int) throws(JSONFault) -> LocatedJSON.Value {
    try scanner.expect(UInt8(ascii: "["), "[")
    scanner.skipWhitespace()
    var elements: [LocatedJSON] = []
    if scanner.current == UInt8(ascii: "]") {
      try scanner.expect(UInt8(ascii: "]"), "]")
      return .array(elements)
    }
    repeat {
      elements.append(try parseValue(depth: depth + 1))
    } while try !scanner.skipSeparator(orEnd: UInt8(ascii: "]"), "a comma or ]")
    return .array(elements)
  }

  private mutating func parseObject(depth: Int) throws(JSONFault) -> LocatedJSON.Value {
    try scanner.expect(UInt8(ascii: "{"), "{")
    scanner.skipWhitespace()
    var fields: [LocatedJSON.Field] = []
    if scanner.current == UInt8(ascii: "}") {
      try scanner.expect(UInt8(ascii: "}"), "}")
      return .object(fields)
    }
    var names = Set<String>()
    repeat {
      let start = scanner.position
      let line = currentLine()
      let name = try parseString()
      guard names.insert(name).inserted else {
        throw JSONFault(offset: start, reason: .duplicateKey(name))
      }
      try scanner.skipColon()
      fields.append(
        LocatedJSON.Field(name: name, line: line, value: try parseValue(depth: depth + 1)))
    } while try !scanner.skipSeparator(orEnd: UInt8(ascii: "}"), "a comma or }")
    return .object(fields)
  }
}
