import Dataset
import Domain

/// The keys of the lines that a job shows beside the text.
struct ContextKeys {
  let keys: [String]

  init(_ keys: [String]) { self.keys = keys }

  /// Throws if no line has one of the keys, which is then misspelled.
  func check(_ manifest: Manifest, job: String) throws {
    var missing = Set(keys)
    var known: [String] = []
    var members = JSONMembers()
    for item in manifest.lines.indices where !missing.isEmpty {
      try manifest.withLine(of: item) { line in
        try members.scan(line)
        for key in members.members.map({ members.key(of: $0, in: line) }) {
          missing.remove(key)
          if item == 0 { known.append(key) }
        }
      }
    }
    guard let key = keys.first(where: missing.contains) else { return }
    throw FileFaults(file: job, ContextKeyFault(key: key, known: known))
  }
}

/// A key to show that no line has.
package struct ContextKeyFault: FaultReason {
  package let key: String
  /// The keys of the first line.
  package let known: [String]

  package var description: String {
    let nearest = NearestName.of(key, among: known).map { "; did you mean “\($0)”?" }
    return "no line has the key “\(key)” that ActiveLearning.ContextKeys names"
      + (nearest ?? "; the first line has \(known.joined(separator: ", "))")
  }
}
