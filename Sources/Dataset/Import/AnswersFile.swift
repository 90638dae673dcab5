package import Domain

/// The gold labels of a manifest's items in a separate file: JSON Lines `{"id", "label"}`.
///
/// A label is a name, an index or a key of the label set. Only simulations read such a file.
package enum AnswersFile {
  /// Returns the label index of every item of a manifest.
  package static func read(
    path: String, for manifest: Manifest, labels: LabelSet
  ) throws -> [Int] {
    let map = LabelMap(labels)
    let byIdentifier = try pairs(path: path) { name in map.index(of: name) }
    return try (0..<manifest.count).map { item in
      guard let identifier = manifest.identifier(of: item) else {
        throw FileFaults(file: manifest.path, line: item + 1, ImportFault.noIdentifier)
      }
      guard let label = byIdentifier[identifier] else {
        throw FileFaults(file: path, ImportFault.noAnswer(identifier: identifier))
      }
      return label
    }
  }

  /// Returns the label of each `id` as written in the file.
  package static func names(path: String) throws -> [String: String] {
    try pairs(path: path) { $0 }
  }

  private static func pairs<Label>(
    path: String, label: (String) -> Label?
  ) throws -> [String: Label] {
    let file = try MappedFile(path: path)
    return try file.withBytes { bytes in
      var answers: [String: Label] = [:]
      var (start, line) = (0, 0)
      while start < bytes.count {
        let end = bytes.endOfLine(from: start)
        line += 1
        let answer = JSONLine(bytes.slice(start..<end))
        start = end + 1
        guard let identifier = answer.value(of: "id"), let name = answer.value(of: "label") else {
          throw FileFaults(file: path, line: line, ImportFault.notAnAnswer)
        }
        guard let label = label(name) else {
          throw FileFaults(file: path, line: line, ImportFault.unknownAnswer(name))
        }
        answers[identifier] = label
      }
      return answers
    }
  }
}
