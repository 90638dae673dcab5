package import Domain

/// The gold labels of a manifest's items, kept apart from it: JSON Lines `{"id", "label"}`.
///
/// A label is a name, an index or a key of the label set. Only rehearsals read such a file.
package enum AnswersFile {
  /// Gives the label of every line of a manifest, in its order.
  package static func read(
    path: String, for manifest: Manifest, labels: LabelSet
  ) throws -> [Int] {
    let map = LabelMap(labels)
    let byIdentifier = try pairs(path: path) { name in map.index(of: name) }
    return try (0..<manifest.count).map { row in
      guard let identifier = manifest.identifier(at: row) else {
        throw AnswersFault(file: manifest.path, line: row + 1, reason: .noIdentifier)
      }
      guard let label = byIdentifier[identifier] else {
        throw AnswersFault(file: path, line: nil, reason: .noAnswer(identifier))
      }
      return label
    }
  }

  /// Gives each `id`'s label as it is written, whatever the labels are.
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
        let answer = ManifestLine(bytes.slice(start..<end))
        start = end + 1
        guard let identifier = answer.value(of: "id"), let name = answer.value(of: "label") else {
          throw AnswersFault(file: path, line: line, reason: .noPair)
        }
        guard let label = label(name) else {
          throw AnswersFault(file: path, line: line, reason: .unknownLabel(name))
        }
        answers[identifier] = label
      }
      return answers
    }
  }
}

/// Why a file of answers cannot be used.
package struct AnswersFault: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    case noPair
    case unknownLabel(String)
    case noIdentifier
    case noAnswer(String)
  }

  package let file: String
  package let line: Int?
  package let reason: Reason

  package init(file: String, line: Int?, reason: Reason) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  package var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return switch reason {
    case .noPair: "\(place): not {\"id\": …, \"label\": …}; `prepare --answers` writes such lines"
    case .unknownLabel(let name): "\(place): the job has no label “\(name)”"
    case .noIdentifier:
      "\(place): no “id”, so no answer can be found; `prepare --answers` gives one to each line"
    case .noAnswer(let identifier): "\(place): no answer for the id “\(identifier)”"
    }
  }
}
