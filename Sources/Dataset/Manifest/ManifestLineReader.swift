import Domain

/// Reads and checks the lines of a manifest one by one.
struct ManifestLineReader {
  private static let source = JSONKey("source")
  private static let sourceReference = JSONKey("source-ref")
  private static let humanAnnotated = JSONKey("human-annotated")
  private static let className = JSONKey("class-name")

  let labels: LabelSet
  /// Whether a text may be blank, as in projects of versions that took such lines.
  var acceptsBlankTexts = false
  private let attribute: JSONKey
  private let metadata: JSONKey
  /// The members of the line that was read last.
  private(set) var members = JSONMembers()
  private var metadataMembers = JSONMembers()

  init(attribute: LabelAttributeName, labels: LabelSet) {
    self.labels = labels
    self.attribute = JSONKey(attribute.name)
    metadata = JSONKey(attribute.metadataName)
  }

  /// Checks a line without its line end; `offset` is the line's offset in the file.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int = 0
  ) throws(ManifestFault) -> Manifest.Line {
    guard !Self.isOver(ManifestLimits.line, bytes) else { throw .lineTooLong }
    do throws(JSONFault) {
      try members.scan(bytes)
    } catch {
      if case .empty = error.reason { throw .emptyLine }
      throw .json(error.reason)
    }
    try checkAttributes(bytes)
    guard let source = members.member(Self.source, in: bytes) else {
      let isReference = members.member(Self.sourceReference, in: bytes) != nil
      throw isReference ? .sourceReference : .missingSource
    }
    guard bytes[source.value.lowerBound] == UInt8(ascii: "\"") else {
      throw .sourceIsNoText
    }
    if !acceptsBlankTexts, BlankText.isBlank(bytes, value: source.value) { throw .blankSource }
    return Manifest.Line(
      range: offset..<offset + bytes.count, source: source.value, label: try initialLabel(bytes))
  }

  private func checkAttributes(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(ManifestFault) {
    for member in members.members {
      if beginsWithDollar(member, in: bytes) {
        throw .dollarAttribute(key: members.key(of: member, in: bytes))
      }
      if Self.isOver(ManifestLimits.attribute, content(of: member, in: bytes)) {
        throw .attributeTooLong(key: members.key(of: member, in: bytes))
      }
    }
    if members.member(Self.sourceReference, in: bytes) != nil { throw .sourceReference }
  }

  private func beginsWithDollar(
    _ member: JSONMember, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if member.keyHasEscapes { return members.key(of: member, in: bytes).hasPrefix("$") }
    return !member.key.isEmpty && bytes[member.key.lowerBound] == UInt8(ascii: "$")
  }

  /// Returns a value's bytes without a string's quotes.
  private func content(
    of member: JSONMember, in bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    let isString = bytes[member.value.lowerBound] == UInt8(ascii: "\"")
    let value = member.value
    return bytes.slice(isString ? value.lowerBound + 1..<value.upperBound - 1 : value)
  }

  private mutating func initialLabel(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(ManifestFault) -> InitialLabel? {
    let index = try labelIndex(bytes)
    guard let metadata = members.member(metadata, in: bytes) else {
      return index.map { InitialLabel(index: $0, isHuman: true) }
    }
    let object = bytes.slice(metadata.value)
    guard object.first == UInt8(ascii: "{") else {
      throw .metadataIsNoObject(key: self.metadata.name)
    }
    do throws(JSONFault) {
      try metadataMembers.scan(object)
    } catch {
      throw .json(error.reason)
    }
    // Metadata without a label belongs to a rejected item.
    guard let index else { return nil }
    try checkClassName(of: index, in: object)
    return InitialLabel(index: index, isHuman: try isHuman(object))
  }

  private func labelIndex(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(ManifestFault) -> Int? {
    guard let member = members.member(attribute, in: bytes) else { return nil }
    var digits = bytes.slice(member.value)
    if digits.first == UInt8(ascii: "\"") { digits = digits.slice(1..<digits.count - 1) }
    guard !digits.isEmpty, digits.count <= 9, digits.allSatisfy({ $0 &- 0x30 < 10 }) else {
      throw .labelIsNoIndex(key: attribute.name)
    }
    let index = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard index < labels.count else {
      throw .labelOutOfRange(key: attribute.name, index: index, count: labels.count)
    }
    return index
  }

  private func checkClassName(
    of index: Int, in object: UnsafeBufferPointer<UInt8>
  ) throws(ManifestFault) {
    guard let member = metadataMembers.member(Self.className, in: object) else { return }
    let expected = labels[index].name
    let found = JSONString.decode(object, value: member.value)
    guard let found, labels.isName(found, of: index) else {
      throw .classNameDisagrees(
        key: metadata.name, index: index, expected: expected, found: found)
    }
  }

  private func isHuman(
    _ object: UnsafeBufferPointer<UInt8>
  ) throws(ManifestFault) -> Bool {
    guard let member = metadataMembers.member(Self.humanAnnotated, in: object) else { return true }
    switch JSONString.decode(object, value: member.value) {
    case "yes": return true
    case "no": return false
    default: throw .humanAnnotated(key: metadata.name)
    }
  }

  /// Returns whether a text has more than `limit` characters; counts only if it may.
  private static func isOver(_ limit: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count > limit else { return false }
    // A character has at most four bytes.
    return bytes.count > 4 * limit || bytes.count { $0 & 0xC0 != 0x80 } > limit
  }
}
