package import Domain

/// What a check of an output manifest found (`winnow verify`).
package struct ManifestVerification: Sendable, Equatable {
  package internal(set) var lines = 0
  package internal(set) var human = 0
  package internal(set) var auto = 0
  /// Lines with a `failure-reason` and no label.
  package internal(set) var failed = 0
  package internal(set) var unlabeled = 0
  package internal(set) var byLabel: [Int]
  /// Labeled lines whose metadata lacks something, where no input says that they came so.
  package internal(set) var incomplete = 0
  package internal(set) var faults: [FileFault] = []
  /// There are more faults than these.
  package internal(set) var isCut = false

  package var isSound: Bool { faults.isEmpty }

  /// Checks an output manifest line by line: its form, ranges and dates.
  ///
  /// With the input that it was made from: every line of it in order, every key unchanged, nothing added
  /// but the label. `jobName` is what `job-name` must say on lines that the job labeled.
  package static func check(
    path: String, attribute: LabelAttributeName, labels: LabelSet, jobName: String? = nil,
    input: Manifest? = nil, faultLimit: Int = 100
  ) throws(FileFaults) -> ManifestVerification {
    let file = try MappedFile(path: path)
    var checker = OutputChecker(attribute: attribute, labels: labels, jobName: jobName)
    var faults = FaultList(file: path, limit: faultLimit)
    var result = ManifestVerification(byLabel: labels.labels.map { _ in 0 })
    file.withBytes { bytes in
      for range in LineRanges(bytes) {
        let row = result.lines
        result.lines += 1
        do throws(FileFault.Reason) {
          result.count(try checker.check(bytes.slice(range), input: input, row: row))
        } catch {
          faults.add(error, line: row + 1)
        }
      }
    }
    if result.lines == 0 { faults.add(.manifest(.emptyFile), line: nil) }
    if let input, result.lines < input.count {
      faults.add(.verification(.linesMissing(input.count - result.lines)), line: nil)
    } else if let input, result.lines > input.count {
      faults.add(
        .verification(.linesAdded(result.lines - input.count)), line: input.count + 1)
    }
    result.faults = faults.faults
    result.isCut = faults.isFull
    return result
  }

  private mutating func count(_ line: OutputChecker.Line) {
    if line.missing != nil { incomplete += 1 }
    guard let label = line.given else {
      if line.isFailed { failed += 1 } else { unlabeled += 1 }
      return
    }
    byLabel[label.index] += 1
    if label.isHuman { human += 1 } else { auto += 1 }
  }
}

/// Checks the lines of an output, one after the other.
private struct OutputChecker {
  struct Line {
    let given: InitialLabel?
    let isFailed: Bool
    /// A field that the metadata lacks.
    var missing: String?
  }

  private static let failureReason = StaticKey("failure-reason")
  private static let jobNameKey = StaticKey("job-name")

  private let attribute: StaticKey
  private let metadata: StaticKey
  private let jobName: String?
  private var reader: ManifestLineReader
  private var metadataMembers = JSONMembers()
  private var inputMembers = JSONMembers()

  init(attribute: LabelAttributeName, labels: LabelSet, jobName: String?) {
    self.attribute = StaticKey(attribute.name)
    metadata = StaticKey(attribute.metadataName)
    self.jobName = jobName
    reader = ManifestLineReader(attribute: attribute, labels: labels)
  }

  /// Checks a line, against the input's where there is one.
  mutating func check(
    _ line: UnsafeBufferPointer<UInt8>, input: Manifest?, row: Int
  ) throws(FileFault.Reason) -> Line {
    guard let input, row < input.count else { return try check(line) }
    let outcome = input.withLine(at: row) { inputLine -> Result<Line, FileFault.Reason> in
      do throws(FileFault.Reason) {
        return .success(try check(line, against: inputLine, input.rows[row].given))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// Checks a line by itself: what metadata there is must be right.
  private mutating func check(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(FileFault.Reason) -> Line {
    let given = try reader.read(line).given
    guard let object = try scanMetadata(line) else {
      return Line(given: given, isFailed: false, missing: given.map { _ in metadata.name })
    }
    let isFailed = metadataMembers.member(Self.failureReason, in: object) != nil
    guard given != nil || isFailed else { return Line(given: nil, isFailed: false) }
    return Line(
      given: given, isFailed: isFailed,
      missing: try missingField(object, isFailed: isFailed && given == nil))
  }

  /// Checks a line and compares it with the input's.
  private mutating func check(
    _ line: UnsafeBufferPointer<UInt8>, against input: UnsafeBufferPointer<UInt8>,
    _ given: InitialLabel?
  ) throws(FileFault.Reason) -> Line {
    var result = try check(line)
    if line.hasSameBytes(as: input) {
      result.missing = nil
      return result
    }
    try compareKeys(line, input)
    if given != nil, result.given == nil, !result.isFailed { throw .verification(.labelLost) }
    guard result.given != nil || result.isFailed else { return result }
    if let field = result.missing { throw .verification(.missingMetadata(field: field)) }
    if let label = reader.members.member(attribute, in: line),
      line[label.value.lowerBound] == UInt8(ascii: "\"")
    {
      throw .verification(.labelIsText(key: attribute.name))
    }
    try checkJobName(line)
    return result
  }
}

extension OutputChecker {
  private mutating func scanMetadata(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(FileFault.Reason) -> UnsafeBufferPointer<UInt8>? {
    guard let member = reader.members.member(metadata, in: line) else { return nil }
    let object = line.slice(member.value)
    do throws(JSONFault) {
      try metadataMembers.scan(object)
    } catch {
      throw .json(error.reason)
    }
    return object
  }

  /// Returns the first field that the metadata lacks; one that is wrong is a fault.
  private func missingField(
    _ object: UnsafeBufferPointer<UInt8>, isFailed: Bool
  ) throws(FileFault.Reason) -> String? {
    var missing: String?
    for field in MetadataField.all where !(isFailed && field.isLabelOnly) {
      guard let member = metadataMembers.member(field.key, in: object) else {
        missing = missing ?? field.key.name
        continue
      }
      guard field.isValid(object, member.value) else {
        throw .verification(.badMetadata(field: field.key.name, allowed: field.allowed))
      }
    }
    return missing
  }

  /// Compares the job's name in the metadata that was scanned last.
  private func checkJobName(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(FileFault.Reason) {
    guard let jobName, let member = reader.members.member(metadata, in: line) else { return }
    let object = line.slice(member.value)
    guard let name = metadataMembers.member(Self.jobNameKey, in: object),
      JSONString.decode(object, value: name.value) == jobName
    else {
      throw .verification(.badMetadata(field: "job-name", allowed: "“\(jobName)”"))
    }
  }

  /// Compares all keys but the label's with the input's: their order and their bytes.
  private mutating func compareKeys(
    _ line: UnsafeBufferPointer<UInt8>, _ input: UnsafeBufferPointer<UInt8>
  ) throws(FileFault.Reason) {
    do throws(JSONFault) {
      try inputMembers.scan(input)
    } catch {
      throw .json(error.reason)
    }
    if haveEqualBytes(line, input) { return }
    let before = fields(inputMembers, in: input)
    let after = fields(reader.members, in: line)
    if let lost = before.first(where: { old in !after.contains { $0.key == old.key } }) {
      throw .verification(.keyMissing(lost.key))
    }
    if let added = after.first(where: { new in !before.contains { $0.key == new.key } }) {
      throw .verification(.keyAdded(added.key))
    }
    for (old, new) in zip(before, after) {
      if old.key != new.key { throw .verification(.keysMoved) }
      if !old.value.hasSameBytes(as: new.value) { throw .verification(.keyChanged(old.key)) }
    }
  }

  /// Compares without decoding, which is enough for a line that is right.
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

/// A field of a label's metadata and what it may hold.
private struct MetadataField: Sendable {
  let key: StaticKey
  /// A bad item has none.
  let isLabelOnly: Bool
  let allowed: String
  /// Is given the metadata and where the value stands in it.
  let isValid: @Sendable (UnsafeBufferPointer<UInt8>, Range<Int>) -> Bool

  static let all: [MetadataField] = [
    MetadataField("class-name", isLabelOnly: true, allowed: "the label's name") { _ in true },
    MetadataField(
      key: StaticKey("confidence"), isLabelOnly: true, allowed: "a number from 0 to 1",
      isValid: { object, value in
        Double(String(decoding: object[value], as: UTF8.self)).map { (0...1).contains($0) } ?? false
      }),
    MetadataField("type", allowed: "“groundtruth/text-classification”") {
      $0 == "groundtruth/text-classification"
    },
    MetadataField("job-name", allowed: "a job's name") { !$0.isEmpty },
    MetadataField("human-annotated", allowed: "“yes” or “no”") { $0 == "yes" || $0 == "no" },
    MetadataField(
      "creation-date",
      allowed: "a date such as 2026-01-31T12:00:00.000000, in UTC and without a zone",
      isValid: CreationDate.isValid),
  ]
}

extension MetadataField {
  /// Makes a field that holds a string.
  init(
    _ name: String, isLabelOnly: Bool = false, allowed: String,
    isValid: @escaping @Sendable (String) -> Bool
  ) {
    self.init(key: StaticKey(name), isLabelOnly: isLabelOnly, allowed: allowed) { object, value in
      JSONString.decode(object, value: value).map(isValid) ?? false
    }
  }
}
