package import Domain
import Foundation

/// The label category file: the classes of a job, in the order that sets their indices.
///
///     {"document-version": "2018-11-28", "labels": [{"label": "Business", "key": "b"}, …]}
///
/// `key` is our addition; without it the first free letter of the name is taken, then a digit.
package enum LabelCategoryFile {
  private static let nameLimit = 256
  private static let labelLimit = 1000

  /// Reads the file at a path.
  ///
  /// `reserved` are the keys that commands of the screen have.
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
    let json: LocatedJSON
    do throws(LocatedJSONFault) {
      json = try LocatedJSON.parse(bytes)
    } catch {
      throw FileFaults([FileFault(file: file, line: error.line, reason: .json(error.reason))])
    }
    var reader = FieldReader(json)
    var faults = FaultList(file: file, limit: 100)
    let entries = entries(&reader)
    check(entries, line: json.line, faults: &faults)
    let keys = keys(for: entries, reserved: reserved, faults: &faults)
    let all = reader.faults.map { FileFault(file: file, line: $0.line, reason: .field($0.fault)) }
    guard all.isEmpty && faults.faults.isEmpty else {
      throw FileFaults(all + faults.faults)
    }
    return LabelSet(labels: zip(entries, keys).map { LabelSet.Label(name: $0.name, key: $1) })
  }

  /// One entry as it is written.
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
      var entry = FieldReader(element, path: "labels")
      defer { reader.merge(entry) }
      guard entry.faults.isEmpty else { return nil }
      let name = entry.required("label").flatMap { entry.string($0, length: 1...nameLimit) }
      let key = entry.string("key")
      entry.finish()
      return name.map { Entry(line: element.line, name: $0, key: key) }
    }
  }

  private static func check(_ entries: [Entry], line: Int, faults: inout FaultList) {
    if entries.count < 2 { faults.add(.category(.tooFew), line: line) }
    if entries.count > labelLimit { faults.add(.category(.tooMany(labelLimit)), line: line) }
    var seen = Set<String>()
    for entry in entries where !seen.insert(entry.name).inserted {
      faults.add(.category(.duplicateName(entry.name)), line: entry.line)
    }
  }

  /// Chooses each label's key: those that are given first, then free ones.
  private static func keys(
    for entries: [Entry], reserved: Set<Character>, faults: inout FaultList
  ) -> [Character] {
    var taken = reserved
    var keys: [Character?] = entries.map { _ in nil }
    for (index, entry) in entries.enumerated() {
      guard let text = entry.key else { continue }
      guard let key = text.first, text.count == 1, isKey(key) else {
        faults.add(.category(.unusableKey(text, label: entry.name)), line: entry.line)
        continue
      }
      if reserved.contains(key) {
        faults.add(.category(.commandKey(key, label: entry.name)), line: entry.line)
      } else if !taken.insert(key).inserted {
        faults.add(.category(.duplicateKey(key, label: entry.name)), line: entry.line)
      }
      keys[index] = key
    }
    for (index, entry) in entries.enumerated() where entry.key == nil {
      let letters = entry.name.lowercased().filter { $0.isLetter && isKey($0) }
      guard let key = (letters + "1234567890").first(where: { !taken.contains($0) }) else {
        faults.add(.category(.noKeyLeft(label: entry.name)), line: entry.line)
        continue
      }
      taken.insert(key)
      keys[index] = key
    }
    return keys.compactMap(\.self)
  }

  /// A key must be one that a terminal sends as one character.
  private static func isKey(_ key: Character) -> Bool {
    guard key.unicodeScalars.count == 1, let scalar = key.unicodeScalars.first else { return false }
    return scalar.value > 0x20 && !(0x7F...0x9F).contains(scalar.value) && !key.isWhitespace
  }
}

/// What is wrong with the label categories, beyond the file's form.
package enum LabelCategoryFault: Equatable, Sendable {
  case tooFew
  case tooMany(Int)
  case duplicateName(String)
  case unusableKey(String, label: String)
  case commandKey(Character, label: String)
  case duplicateKey(Character, label: String)
  case noKeyLeft(label: String)
}

extension LabelCategoryFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooFew: "there must be two labels at least; add one"
    case .tooMany(let limit): "there are more than \(limit) labels; remove some"
    case .duplicateName(let name): "the label “\(name)” stands twice; remove or rename one"
    case .unusableKey(let key, let label):
      "the key “\(key)” of “\(label)” is not one character that can be typed; choose another"
    case .commandKey(let key, let label):
      "the key “\(key)” of “\(label)” is a command of the labeling screen; choose another"
    case .duplicateKey(let key, let label):
      "the key “\(key)” of “\(label)” belongs to another label already; choose another"
    case .noKeyLeft(let label): "no key is left for “\(label)”; give it one with \"key\""
    }
  }
}
