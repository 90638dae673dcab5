import Domain

/// Checks the lines of an output manifest one by one.
struct OutputChecker {
  /// The content of a checked line.
  struct Finding {
    let label: InitialLabel?
    let isRejected: Bool
    /// The first missing field of the metadata.
    var missing: String?
    /// The lead has people asked again: the label that it came with is gone.
    var isReopened = false
  }

  private static let failureReason = JSONKey("failure-reason")
  private static let jobNameKey = JSONKey("job-name")
  private static let adjudicatedKey = JSONKey("adjudicated")

  private let attribute: JSONKey
  private let metadata: JSONKey
  private let jobName: String?
  private var reader: ManifestLineReader
  private var metadataMembers = JSONMembers()
  private var inputMembers = JSONMembers()

  init(attribute: LabelAttributeName, labels: LabelSet, jobName: String?) {
    self.attribute = JSONKey(attribute.name)
    metadata = JSONKey(attribute.metadataName)
    self.jobName = jobName
    reader = ManifestLineReader(attribute: attribute, labels: labels)
  }

  /// Checks a line, and compares it with the input's line if there is one.
  mutating func check(
    _ line: UnsafeBufferPointer<UInt8>, input: Manifest?, item: Item.ID
  ) throws(ManifestFault) -> Finding {
    guard let input, item < input.count else { return try check(line) }
    // Keys of the input stay as they are, blank texts too.
    reader.acceptsBlankTexts = true
    defer { reader.acceptsBlankTexts = false }
    let outcome = input.withLine(of: item) { inputLine -> Result<Finding, ManifestFault> in
      do throws(ManifestFault) {
        return .success(try check(line, against: inputLine, input.lines[item].initialLabel))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// Checks a line without its input: the metadata must be valid if present.
  private mutating func check(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(ManifestFault) -> Finding {
    let label = try reader.read(line).initialLabel
    guard let object = try scanMetadata(line) else {
      return Finding(label: label, isRejected: false, missing: label.map { _ in metadata.name })
    }
    let isRejected = metadataMembers.member(Self.failureReason, in: object) != nil
    guard label != nil || isRejected else {
      let decided = metadataMembers.member(Self.adjudicatedKey, in: object)
      let isReopened = decided.map { JSONString.decode(object, value: $0.value) == "reopened" }
      return Finding(label: nil, isRejected: false, isReopened: isReopened ?? false)
    }
    return Finding(
      label: label, isRejected: isRejected,
      missing: try missingField(object, isRejected: isRejected && label == nil))
  }

  /// Checks a line of the input that has no new label.
  private mutating func checkUnchanged(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(ManifestFault) -> Finding {
    let label = try reader.read(line).initialLabel
    let object = try scanMetadata(line)
    let reason = object.flatMap { metadataMembers.member(Self.failureReason, in: $0) }
    return Finding(label: label, isRejected: reason != nil)
  }

  /// Checks a line and compares it with the input's line.
  private mutating func check(
    _ line: UnsafeBufferPointer<UInt8>, against input: UnsafeBufferPointer<UInt8>,
    _ initialLabel: InitialLabel?
  ) throws(ManifestFault) -> Finding {
    // A line that stays as it came was accepted with the metadata that it has.
    if line.hasSameBytes(as: input) { return try checkUnchanged(line) }
    let result = try check(line)
    try compareKeys(line, input)
    if initialLabel != nil, result.label == nil, !result.isRejected, !result.isReopened {
      throw .labelLost
    }
    guard result.label != nil || result.isRejected else { return result }
    if let field = result.missing { throw .missingMetadata(field: field) }
    if let label = reader.members.member(attribute, in: line),
      line[label.value.lowerBound] == UInt8(ascii: "\"")
    {
      throw .labelIsText(key: attribute.name)
    }
    try checkJobName(line)
    return result
  }
}

extension OutputChecker {
  private mutating func scanMetadata(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(ManifestFault) -> UnsafeBufferPointer<UInt8>? {
    guard let member = reader.members.member(metadata, in: line) else { return nil }
    let object = line.slice(member.value)
    do throws(JSONFault) {
      try metadataMembers.scan(object)
    } catch {
      throw .json(error.reason)
    }
    return object
  }

  /// Returns the first missing field of the metadata; throws for an invalid one.
  private func missingField(
    _ object: UnsafeBufferPointer<UInt8>, isRejected: Bool
  ) throws(ManifestFault) -> String? {
    var missing: String?
    for field in MetadataField.all where !(isRejected && field.isLabelOnly) {
      guard let member = metadataMembers.member(field.key, in: object) else {
        missing = missing ?? field.key.name
        continue
      }
      guard field.isValid(object, member.value) else {
        throw .badMetadata(field: field.key.name, allowed: field.allowed)
      }
    }
    return missing
  }

  /// Compares the job's name in the metadata that was scanned last.
  private func checkJobName(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(ManifestFault) {
    guard let jobName, let member = reader.members.member(metadata, in: line) else { return }
    let object = line.slice(member.value)
    guard let name = metadataMembers.member(Self.jobNameKey, in: object),
      JSONString.decode(object, value: name.value) == jobName
    else {
      throw .badMetadata(field: "job-name", allowed: "“\(jobName)”")
    }
  }

  /// Compares the order and the bytes of all keys but the label's with the input's line.
  private mutating func compareKeys(
    _ line: UnsafeBufferPointer<UInt8>, _ input: UnsafeBufferPointer<UInt8>
  ) throws(ManifestFault) {
    do throws(JSONFault) {
      try inputMembers.scan(input)
    } catch {
      throw .json(error.reason)
    }
    if haveEqualBytes(line, input) { return }
    let before = fields(inputMembers, in: input)
    let after = fields(reader.members, in: line)
    if let lost = before.first(where: { old in !after.contains { $0.key == old.key } }) {
      throw .keyMissing(lost.key)
    }
    if let added = after.first(where: { new in !before.contains { $0.key == new.key } }) {
      throw .keyAdded(added.key)
    }
    for (old, new) in zip(before, after) {
      if old.key != new.key { throw .keysMoved }
      if !old.value.hasSameBytes(as: new.value) { throw .keyChanged(old.key) }
    }
  }

  /// Compares without decoding; equal bytes prove a line right.
  private func haveEqualBytes(
    _ line: UnsafeBufferPointer<UInt8>, _ input: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    func own(_ members: JSONMembers, _ line: UnsafeBufferPointer<UInt8>) -> [JSONMember] {
      members.members.filter { !attribute.matches($0, in: line) && !metadata.matches($0, in: line) }
    }
    let before = own(inputMembers, input)
    let after = own(reader.members, line)
    return before.count == after.count
      && zip(before, after).allSatisfy {
        input.slice($0.key).hasSameBytes(as: line.slice($1.key))
          && input.slice($0.value).hasSameBytes(as: line.slice($1.value))
      }
  }

  private func fields(
    _ members: JSONMembers, in line: UnsafeBufferPointer<UInt8>
  ) -> [(key: String, value: UnsafeBufferPointer<UInt8>)] {
    members.members.filter { !attribute.matches($0, in: line) && !metadata.matches($0, in: line) }
      .map { (members.key(of: $0, in: line), line.slice($0.value)) }
  }
}
