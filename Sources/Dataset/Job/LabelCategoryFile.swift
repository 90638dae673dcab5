package import Domain
import Foundation

/// The label category file: the labels of a job, in the order of their indices.
///
///     {"document-version": "2018-11-28", "labels": [{"label": "Business", "key": "b"}, …]}
///
/// `key` is an addition to Ground Truth's format; without it the label gets the first free letter of
/// its name, otherwise a digit.
package enum LabelCategoryFile {
  private static let nameLimit = 256
  private static let labelLimit = 1000

  /// Reads the file at a path.
  ///
  /// `reserved` are the command keys of the labeling screen.
  package static func read(
    path: String, reserved: Set<Character> = []
  ) throws(FileFaults) -> LabelSet {
    let bytes = try MappedFile(path: path).withBytes { Array($0) }
    return try parse(bytes, file: path, reserved: reserved)
  }

  /// Reads the bytes of a file; `file` is its name in messages.
  package static func parse(
    _ bytes: [UInt8], file: String, reserved: Set<Character> = []
  ) throws(FileFaults) -> LabelSet {
    let json = try LocatedJSON.parse(bytes, file: file)
    var reader = FieldReader(json, file: file)
    var faults = FaultList(file: file, limit: 100)
    let entries = entries(&reader)
    check(entries, line: json.line, faults: &faults)
    let keys = keys(for: entries, reserved: reserved, faults: &faults)
    let all = reader.faults + faults.faults
    guard all.isEmpty else { throw FileFaults(all) }
    return LabelSet(labels: zip(entries, keys).map { LabelSet.Label(name: $0.name, key: $1) })
  }

  /// One entry of the file.
  private struct Entry {
    let line: Int
    let name: String
    let key: String?
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
      entry.finish()
      return name.map { Entry(line: element.line, name: $0, key: key) }
    }
  }

  private static func check(_ entries: [Entry], line: Int, faults: inout FaultList) {
    if entries.count < 2 { faults.add(JobFault.tooFewLabels, line: line) }
    if entries.count > labelLimit { faults.add(JobFault.tooManyLabels(labelLimit), line: line) }
    var seen = Set<String>()
    for entry in entries where !seen.insert(entry.name).inserted {
      faults.add(JobFault.duplicateLabel(entry.name), line: entry.line)
    }
  }

  /// Chooses each label's key: first the keys of the file, then free ones.
  private static func keys(
    for entries: [Entry], reserved: Set<Character>, faults: inout FaultList
  ) -> [Character] {
    var taken = reserved
    var keys: [Character?] = entries.map { _ in nil }
    for (index, entry) in entries.enumerated() {
      guard let text = entry.key else { continue }
      guard let key = text.first, text.count == 1, isKey(key) else {
        faults.add(JobFault.unusableKey(text, label: entry.name), line: entry.line)
        continue
      }
      if reserved.contains(key) {
        faults.add(JobFault.commandKey(key, label: entry.name), line: entry.line)
      } else if !taken.insert(key).inserted {
        faults.add(JobFault.duplicateKey(key, label: entry.name), line: entry.line)
      }
      keys[index] = key
    }
    for (index, entry) in entries.enumerated() where entry.key == nil {
      let letters = entry.name.lowercased().filter { $0.isLetter && isKey($0) }
      guard let key = (letters + "1234567890").first(where: { !taken.contains($0) }) else {
        faults.add(JobFault.noKeyLeft(label: entry.name), line: entry.line)
        continue
      }
      taken.insert(key)
      keys[index] = key
    }
    return keys.compactMap(\.self)
  }

  /// Returns whether a terminal sends a key as one character.
  private static func isKey(_ key: Character) -> Bool {
    guard key.unicodeScalars.count == 1, let scalar = key.unicodeScalars.first else { return false }
    return scalar.value > 0x20 && !(0x7F...0x9F).contains(scalar.value) && !key.isWhitespace
  }
}
