import Dataset
import Domain

/// Reads a line of a model's answers, `{"prob": […], "label": […]}`, and checks it.
struct AnswerReader {
  /// The largest distance from 1 of the sum of a line's probabilities.
  static let tolerance = 0.01

  private let names: [String]
  private let indexes: [String: Int]
  private var probabilities: [Double] = []
  private var labels: [Int] = []

  init(labels names: [String]) {
    self.names = names
    indexes = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Appends the line's probabilities, by class index, to the values.
  mutating func read(
    _ line: UnsafeBufferPointer<UInt8>, into values: inout [Float]
  ) throws(AnswerFault) {
    do {
      try parse(line)
    } catch let fault as AnswerFault {
      throw fault
    } catch let fault as JSONFault {
      throw .notJSON(fault.reason)
    } catch {
      throw .nothing
    }
    try check()
    let start = values.count
    values.append(contentsOf: repeatElement(0, count: names.count))
    for (label, probability) in zip(labels, probabilities) {
      values[start + label] = Float(probability)
    }
  }

  private func check() throws(AnswerFault) {
    guard probabilities.count == labels.count else {
      throw .counts(probabilities: probabilities.count, labels: labels.count)
    }
    var sum = 0.0
    var last = 1.0
    for value in probabilities {
      guard value >= 0, value <= 1 else { throw .outOfRange(value) }
      guard value <= last else { throw .unsorted }
      last = value
      sum += value
    }
    // A little more than the tolerance, since 0.99 has no exact binary form.
    guard abs(sum - 1) <= Self.tolerance + 1e-9 else { throw .sum(sum) }
    // A quadratic search is fast enough for the usual number of classes.
    for (position, label) in labels.enumerated() where labels[..<position].contains(label) {
      throw .labelTwice(SafeExcerpt(names[label]).description)
    }
  }

  private mutating func parse(_ line: UnsafeBufferPointer<UInt8>) throws {
    probabilities.removeAll(keepingCapacity: true)
    labels.removeAll(keepingCapacity: true)
    var scanner = JSONScanner(line)
    scanner.skipWhitespace()
    guard !scanner.isAtEnd else { throw AnswerFault.nothing }
    guard scanner.current == UInt8(ascii: "{") else {
      throw JSONFault(offset: scanner.position, reason: .notAnObject)
    }
    var seen = (prob: false, label: false)
    try readItems(&scanner, until: UInt8(ascii: "}"), "a comma or }") {
      try $0.readMember(&$1, &seen)
    }
    scanner.skipWhitespace()
    guard scanner.isAtEnd else {
      throw JSONFault(offset: scanner.position, reason: .trailingText)
    }
    guard seen.prob else { throw AnswerFault.missing("prob") }
    guard seen.label else { throw AnswerFault.missing("label") }
  }

  /// Reads the items between the opening byte at the cursor and the closing one.
  private mutating func readItems(
    _ scanner: inout JSONScanner, until end: UInt8, _ expected: String,
    item: (inout Self, inout JSONScanner) throws -> Void
  ) throws {
    try scanner.expect(scanner.current, "")
    scanner.skipWhitespace()
    guard scanner.current != end else { return try scanner.expect(end, expected) }
    repeat { try item(&self, &scanner) } while try !scanner.skipSeparator(orEnd: end, expected)
  }

  private mutating func readMember(
    _ scanner: inout JSONScanner, _ seen: inout (prob: Bool, label: Bool)
  ) throws {
    let start = scanner.position
    _ = try scanner.skipString()
    let key = start..<scanner.position
    try scanner.skipColon()
    if Self.is("prob", scanner.bytes, key) {
      guard !seen.prob else { throw AnswerFault.twice("prob") }
      seen.prob = true
      try readList(&scanner, "prob") { try $0.readProbability(&$1) }
    } else if Self.is("label", scanner.bytes, key) {
      guard !seen.label else { throw AnswerFault.twice("label") }
      seen.label = true
      try readList(&scanner, "label") { try $0.readLabel(&$1) }
    } else {
      try scanner.skipValue()
    }
  }

  /// Returns whether a string, in its quotes, is this word.
  private static func `is`(
    _ word: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    guard range.count == word.utf8CodeUnitCount + 2 else { return false }
    for index in 0..<word.utf8CodeUnitCount
    where bytes[range.lowerBound + 1 + index] != word.utf8Start[index] {
      return false
    }
    return true
  }

  private mutating func readList(
    _ scanner: inout JSONScanner, _ name: String,
    element: (inout Self, inout JSONScanner) throws -> Void
  ) throws {
    guard scanner.current == UInt8(ascii: "[") else { throw AnswerFault.notAList(name) }
    let limit = names.count
    try readItems(&scanner, until: UInt8(ascii: "]"), "a comma or ]") { reader, scanner in
      try element(&reader, &scanner)
      guard max(reader.probabilities.count, reader.labels.count) <= limit else {
        throw AnswerFault.tooManyClasses(classes: limit)
      }
    }
  }

  private mutating func readProbability(_ scanner: inout JSONScanner) throws {
    let start = scanner.position
    switch scanner.current {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
    case 0: throw scanner.fault(expected: "a number")
    default: throw AnswerFault.notANumber
    }
    do { try scanner.skipNumber() } catch {
      // Python writes -Infinity.
      if scanner.current == UInt8(ascii: "I") { throw AnswerFault.notANumber }
      throw error
    }
    let value = Self.number(scanner.bytes[start..<scanner.position])
    guard value.isFinite else { throw AnswerFault.notANumber }
    probabilities.append(value)
  }

  /// Returns the value of a number in JSON's grammar.
  private static func number(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Double {
    Double(String(decoding: bytes, as: UTF8.self)) ?? .nan
  }

  private mutating func readLabel(_ scanner: inout JSONScanner) throws {
    let start = scanner.position
    switch scanner.current {
    case UInt8(ascii: "\""):
      _ = try scanner.skipString()
      labels.append(try index(of: scanner.bytes, in: start..<scanner.position))
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      try scanner.skipNumber()
      let value = Self.number(scanner.bytes[start..<scanner.position])
      guard let index = Int(exactly: value), names.indices.contains(index) else {
        throw unknown(scanner.bytes[start..<scanner.position])
      }
      labels.append(index)
    case 0: throw scanner.fault(expected: "a label")
    default: throw AnswerFault.notALabel
    }
  }

  private static let prefix = Array("__label__".utf8)

  private func index(of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) throws -> Int {
    let content = bytes[range.lowerBound + 1..<range.upperBound - 1]
    let hasPrefix = content.starts(with: Self.prefix)
    if hasPrefix, let index = Self.digits(content.dropFirst(Self.prefix.count)) {
      guard names.indices.contains(index) else { throw unknown(content) }
      return index
    }
    let name = JSONString.decode(bytes, value: range) ?? ""
    // fastText writes the prefix before names as well.
    let bare = hasPrefix ? String(name.dropFirst(Self.prefix.count)) : name
    if let index = indexes[name] ?? indexes[bare] { return index }
    guard let index = Self.digits(content), names.indices.contains(index) else {
      throw unknown(content)
    }
    return index
  }

  private static func digits(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 6 else { return nil }
    var value = 0
    for byte in bytes {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(byte &- 0x30)
    }
    return value
  }

  private func unknown(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> AnswerFault {
    .unknownLabel(SafeExcerpt(bytes, limit: 40).description)
  }
}
