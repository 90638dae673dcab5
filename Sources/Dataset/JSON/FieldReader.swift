/// Reads an object field by field and reports missing, wrong and unknown fields.
///
/// Every method marks its field as known; `finish` reports the others as unknown.
struct FieldReader {
  /// A file that a field names.
  struct NamedPath: Equatable {
    let field: String
    let line: Int
    let path: String
  }

  private let file: String
  let line: Int
  /// The object's own field name, for messages; empty at the top.
  private let path: String
  private let fields: [LocatedJSON.Field]
  private var known: [String] = []
  private(set) var faults: [FileFault] = []
  /// The fields that are accepted and ignored.
  private(set) var ignoredFields: [String] = []
  /// The fields that mean something else here than in Ground Truth.
  private(set) var differences: [LabelingJob.Difference] = []
  /// The files that the fields name.
  private(set) var paths: [NamedPath] = []

  /// Reads an object; reports a value of another kind and treats it as an empty object.
  ///
  /// `file` is the file's name in messages.
  init(_ json: LocatedJSON, file: String, path: String = "") {
    self.file = file
    line = json.line
    self.path = path
    if case .object(let fields) = json.value {
      self.fields = fields
    } else {
      fields = []
      let fault: FieldFault =
        path.isEmpty
        ? .notAnObject : .wrongKind(field: path, expected: "an object", found: json.kind)
      report(fault, line: json.line)
    }
  }

  /// Makes a reader for a value inside this object.
  func reader(of json: LocatedJSON, path: String) -> FieldReader {
    FieldReader(json, file: file, path: path)
  }

  mutating func report(_ fault: FieldFault, line: Int) {
    faults.append(FileFault(file: file, line: line, reason: fault))
  }

  mutating func merge(_ other: FieldReader) {
    faults += other.faults
    ignoredFields += other.ignoredFields
    differences += other.differences
    paths += other.paths
  }

  func name(_ field: String) -> String { path.isEmpty ? field : "\(path).\(field)" }

  /// Returns a field and marks it as known; null counts as absent.
  mutating func field(_ name: String) -> LocatedJSON.Field? {
    known.append(name)
    guard let field = fields.first(where: { $0.name == name }), field.value.value != .null else {
      return nil
    }
    return field
  }

  /// Returns a field; reports a missing one.
  mutating func required(_ name: String) -> LocatedJSON.Field? {
    if let field = field(name) { return field }
    report(.missing(field: self.name(name)), line: line)
    return nil
  }

  /// Reads the object under a field with `body`; returns nil if it is absent and not required.
  mutating func object<Value>(
    _ name: String, isRequired: Bool = false, _ body: (inout FieldReader) -> Value?
  ) -> Value? {
    let field = field(name)
    guard field != nil || isRequired else { return nil }
    // A missing object is read as an empty one, so that all of its missing fields are named at once.
    let object = field?.value ?? LocatedJSON(line: line, value: .object([]))
    var reader = reader(of: object, path: self.name(name))
    let value = body(&reader)
    reader.finish()
    merge(reader)
    return value
  }

  mutating func string(_ name: String, length: ClosedRange<Int>? = nil) -> String? {
    field(name).flatMap { string($0, length: length) }
  }

  mutating func string(
    _ field: LocatedJSON.Field, length: ClosedRange<Int>? = nil
  ) -> String? {
    guard case .string(let text) = field.value.value else {
      wrongKind(field, expected: "a string")
      return nil
    }
    if let length, !length.contains(text.count) {
      report(
        .notAllowed(
          field: self.name(field.name), found: "\(text.count) characters long",
          allowed: "\(length.lowerBound) to \(length.upperBound)"),
        line: field.value.line)
    }
    return text
  }

  mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
    guard let field = field(name) else { return nil }
    guard case .number(let text) = field.value.value, let number = Int(text) else {
      wrongKind(field, expected: "a whole number")
      return nil
    }
    guard range.contains(number) else {
      let allowed =
        range.upperBound == .max
        ? "\(range.lowerBound) or more" : "from \(range.lowerBound) to \(range.upperBound)"
      report(
        .notAllowed(field: self.name(name), found: text, allowed: allowed), line: field.line)
      return nil
    }
    return number
  }

  /// Reads a Boolean.
  mutating func bool(_ name: String) -> Bool? {
    guard let field = field(name) else { return nil }
    if case .bool(let value) = field.value.value { return value }
    wrongKind(field, expected: "true or false")
    return nil
  }

  mutating func number(_ name: String, in range: ClosedRange<Double>) -> Double? {
    guard let field = field(name) else { return nil }
    guard case .number(let text) = field.value.value, let number = Double(text) else {
      wrongKind(field, expected: "a number")
      return nil
    }
    guard range.contains(number) else {
      let allowed = "from \(range.lowerBound) to \(range.upperBound)"
      report(
        .notAllowed(field: self.name(name), found: text, allowed: allowed), line: field.line)
      return nil
    }
    return number
  }

  mutating func strings(_ name: String) -> [String]? {
    guard let field = field(name) else { return nil }
    guard case .array(let elements) = field.value.value else {
      wrongKind(field, expected: "a list of strings")
      return nil
    }
    return elements.compactMap { element in
      if case .string(let text) = element.value { return text }
      report(
        .wrongKind(
          field: self.name(name), expected: "a list of strings", found: "one with \(element.kind)"),
        line: element.line)
      return nil
    }
  }

  mutating func wrongKind(_ field: LocatedJSON.Field, expected: String) {
    report(
      .wrongKind(field: name(field.name), expected: expected, found: field.value.kind),
      line: field.value.line)
  }

  /// Marks fields as accepted and ignored.
  mutating func ignore(_ names: [String]) {
    for name in names where field(name) != nil { ignoredFields.append(self.name(name)) }
  }

  /// Keeps what a field means here, if it is there.
  mutating func note(_ name: String, means meaning: String) {
    guard field(name) != nil else { return }
    differences.append(LabelingJob.Difference(field: self.name(name), meaning: meaning))
  }

  /// Reads a required field that names a file; relative paths start at `folder`.
  mutating func path(_ name: String, from folder: String) -> String? {
    guard let field = required(name), let text = string(field) else { return nil }
    if text.lowercased().hasPrefix("s3://") {
      report(.inS3(field: self.name(name), uri: text), line: field.line)
      return text
    }
    guard let path = FilePathField.resolve(text, from: folder) else {
      let allowed = "a path or a file:// address"
      report(
        .notAllowed(field: self.name(name), found: "“\(text)”", allowed: allowed),
        line: field.line)
      return text
    }
    paths.append(NamedPath(field: self.name(name), line: field.line, path: path))
    return path
  }

  /// Reports unknown fields.
  mutating func finish() {
    for field in fields where !known.contains(field.name) {
      let nearest = NearestName.of(field.name, among: known)
      report(.unknown(field: name(field.name), nearest: nearest), line: field.line)
    }
  }
}
