package import Domain
import Foundation

/// The label category file: the labels of a job, in the order of their indices.
///
///     {"document-version": "2018-11-28", "labels": [{"label": "Business", "key": "b"}, …]}
///
/// `key` is an addition to Ground Truth's format; without it `LabelKeys` chooses one. Capitals and
/// small letters are one key. `merged-into` or `split` mark a label that an earlier job had: its index
/// is kept, and nobody can give it.
package enum LabelCategoryFile {
  private static let nameLimit = 256
  private static let labelLimit = 1000

  /// Reads the file at a path, for a new job.
  package static func read(path: String) throws(FileFaults) -> LabelSet {
    try read(MappedFile(path: path, limit: MappedFile.smallLimit))
  }

  /// Reads a file that is open.
  package static func read(_ file: MappedFile) throws(FileFaults) -> LabelSet {
    try parse(file.withBytes { Array($0) }, file: file.path)
  }

  /// Reads the bytes of a file; `file` is its name in messages.
  package static func parse(_ bytes: [UInt8], file: String) throws(FileFaults) -> LabelSet {
    let json = try LocatedJSON.parse(bytes, file: file)
    var reader = FieldReader(json, file: file)
    var faults = FaultList(file: file, limit: 100)
    let entries = entries(&reader)
    check(entries, line: json.line, faults: &faults)
    checkUses(entries, faults: &faults)
    let given = givenKeys(entries, faults: &faults)
    let all = reader.faults + faults.faults
    guard all.isEmpty else { throw FileFaults(all) }
    let used = entries.indices.filter { entries[$0].isUsed }
    let chosen = LabelKeys.choose(for: used.map { entries[$0].name }, given: used.map { given[$0] })
    var keys = [Character?](repeating: nil, count: entries.count)
    for (place, key) in zip(used, chosen) { keys[place] = key }
    return set(entries, keys)
  }

  /// Reads a project's copy of the file with the keys that were kept beside it.
  ///
  /// A project of an earlier version kept none: its labels have the keys that its labeling screen
  /// gave them, commands among them.
  package static func readKept(path: String, keys: String) throws(FileFaults) -> LabelSet {
    let bytes = try MappedFile(path: path).withBytes { Array($0) }
    var reader = FieldReader(try LocatedJSON.parse(bytes, file: path), file: path)
    let entries = entries(&reader)
    guard reader.faults.isEmpty else { throw FileFaults(reader.faults) }
    let names = entries.map(\.name)
    if let kept = try keptKeys(path: keys, count: names.count) { return set(entries, kept) }
    let given = entries.map { $0.key?.first }
    return set(entries, LabelKeys.chooseAsBefore(for: names, given: given))
  }

  /// The content of a file with the keys of a project's labels: `["b", "t", null, …]`.
  package static func keyFile(_ labels: LabelSet) -> [UInt8] {
    let keys = labels.labels.map { label in
      label.key.map { JSONString.text(String($0)) } ?? "null"
    }
    return Array("[\(keys.joined(separator: ", "))]\n".utf8)
  }

  private static func keptKeys(path: String, count: Int) throws(FileFaults) -> [Character?]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let bytes = try MappedFile(path: path).withBytes { Array($0) }
    guard case .array(let keys) = try LocatedJSON.parse(bytes, file: path).value,
      keys.count == count
    else { throw FileFaults([FileFault(file: path, reason: JobFault.keysOfOtherLabels)]) }
    return keys.map { key in
      guard case .string(let text) = key.value, text.count == 1 else { return nil }
      return text.first
    }
  }

  private static func set(_ entries: [Entry], _ keys: [Character?]) -> LabelSet {
    let places = Dictionary(entries.map(\.name).enumerated().map { ($1, $0) }) { first, _ in first }
    return LabelSet(
      labels: zip(entries, keys).map { entry, key in
        let target = entry.target.flatMap { places[$0] }
        return LabelSet.Label(
          name: entry.name, key: key,
          use: entry.isSplit ? .split : target.map { .merged(into: $0) } ?? .present)
      })
  }

  /// One entry of the file.
  private struct Entry {
    let line: Int
    let name: String
    let key: String?
    /// The label that it was merged into.
    let target: String?
    let isSplit: Bool

    var isUsed: Bool { target == nil && !isSplit }
  }

  private static func entries(_ reader: inout FieldReader) -> [Entry] {
    guard let field = reader.required("labels") else { return [] }
    guard case .array(let elements) = field.value.value else {
      reader.wrongKind(field, expected: "a list")
      return []
    }
    return elements.compactMap { element in
      var entry = reader.reader(of: element, path: "labels")
      defer { reader.merge(entry) }
      guard entry.faults.isEmpty else { return nil }
      let name = entry.required("label").flatMap { entry.string($0, length: 1...nameLimit) }
      let key = entry.string("key")
      let (target, isSplit) = (entry.string("merged-into"), entry.bool("split") ?? false)
      entry.finish()
      return name.map {
        Entry(line: element.line, name: $0, key: key, target: target, isSplit: isSplit)
      }
    }
  }

  private static func check(_ entries: [Entry], line: Int, faults: inout FaultList) {
    if entries.count(where: \.isUsed) < 2 { faults.add(JobFault.tooFewLabels, line: line) }
    if entries.count > labelLimit { faults.add(JobFault.tooManyLabels(labelLimit), line: line) }
    var seen: [String: String] = [:]
    for entry in entries {
      guard isReadable(entry.name) else {
        faults.add(JobFault.unusableName(entry.name), line: entry.line)
        continue
      }
      let folded = folded(entry.name)
      guard let other = seen[folded] else {
        seen[folded] = entry.name
        continue
      }
      faults.add(
        other == entry.name
          ? JobFault.duplicateLabel(entry.name) : .labelsAlike(other, entry.name), line: entry.line)
    }
  }

  /// Checks that each label that was merged names one that is in use.
  private static func checkUses(_ entries: [Entry], faults: inout FaultList) {
    let used = entries.filter(\.isUsed).map(\.name)
    for entry in entries {
      guard let target = entry.target, !used.contains(target) else { continue }
      faults.add(JobFault.mergedIntoNone(target, label: entry.name), line: entry.line)
    }
  }

  /// Whether a name has something to read, and nothing that a screen must not get.
  private static func isReadable(_ name: String) -> Bool {
    !name.allSatisfy(\.isWhitespace) && InertText.of(name) == name
  }

  /// Returns a name without the differences that people do not see: case, and blanks of any kind.
  private static func folded(_ name: String) -> String {
    name.precomposedStringWithCompatibilityMapping.lowercased()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Returns the keys that the file gives, as small letters.
  private static func givenKeys(_ entries: [Entry], faults: inout FaultList) -> [Character?] {
    var owners: [Character: String] = [:]
    let small = entries.map { $0.key.flatMap(smallForm) }
    let taken = Set(small.compactMap(\.self))
    return zip(entries, small).map { entry, key -> Character? in
      guard let text = entry.key else { return nil }
      guard let key, isKey(key) else {
        faults.add(JobFault.unusableKey(text, label: entry.name), line: entry.line)
        return nil
      }
      if LabelKeys.reserved.contains(key) {
        let free = LabelKeys.free(for: entry.name, beside: taken)
        faults.add(
          JobFault.commandKey(text, label: entry.name, free: free), line: entry.line)
      } else if let owner = owners[key] {
        faults.add(
          JobFault.duplicateKey(text, label: entry.name, other: owner), line: entry.line)
      }
      owners[key] = entry.name
      return key
    }
  }

  /// Returns a key as a small letter; nil if it is not one character.
  private static func smallForm(_ text: String) -> Character? {
    guard text.count == 1, let key = text.first else { return nil }
    let small = text.lowercased()
    return small.count == 1 ? small.first : key
  }

  /// Returns whether a terminal sends a key as one character.
  private static func isKey(_ key: Character) -> Bool {
    guard key.unicodeScalars.count == 1, let scalar = key.unicodeScalars.first else { return false }
    return scalar.value > 0x20 && !(0x7F...0x9F).contains(scalar.value) && !key.isWhitespace
  }
}
