/// The gold labels of a manifest's items, kept apart from it: JSON Lines `{"id", "label"}`.
///
/// A label is a name, an index or a key of the label set. Only rehearsals read such a file.
package enum AnswersFile {
  /// Gives the label of every line of a manifest, in its order.
  package static func read(
    path: String, for manifest: Manifest, labels: LabelSet
  ) throws -> [Int] {
    let byIdentifier = try read(path: path, map: LabelMap(labels))
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

  private static func read(path: String, map: LabelMap) throws -> [String: Int] {
    let file = try MappedFile(path: path)
    return try file.withBytes { bytes in
      var answers: [String: Int] = [:]
      var (start, line) = (0, 0)
      while start < bytes.count {
        let end = bytes.endOfLine(from: start)
        line += 1
        let answer = ManifestLine(bytes.slice(start..<end))
        start = end + 1
        guard let identifier = answer.value(of: "id"), let name = answer.value(of: "label") else {
          throw AnswersFault(file: path, line: line, reason: .noPair)
        }
        guard let label = map.index(of: name) else {
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
