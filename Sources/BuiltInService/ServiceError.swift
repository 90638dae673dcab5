package import Domain
import Glibc
import Learning

/// A reason why the built-in model cannot be trained, read, or asked.
package enum ServiceError: Error, Equatable {
  /// The folder for a container's training data has no file.
  case noTrainingFile(folder: String)
  case badHyperparameter(file: String, name: String, reason: String)
  /// The lines that people labeled have fewer than two different labels.
  case tooFewLabels(files: [String], attribute: String, labeled: Int)
  case unreadableModel(file: String, ByteFault)
  /// The first request lines that cannot be answered, at most `RequestLineFault.limit`.
  case badLines([RequestLineFault])
  /// The system refused an action, such as “read”, with an `errno`.
  case system(action: String, name: String, code: Int32)
}

extension ServiceError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noTrainingFile(let folder):
      "\(folder) has no file of augmented-manifest lines; put one there, or name the channel's "
        + "folder with SM_CHANNEL_TRAIN"
    case .badHyperparameter(let file, let name, let reason): "\(file): “\(name)” \(reason)"
    case .tooFewLabels(let files, let attribute, let labeled):
      Self.tooFewLabels(files.joined(separator: ", "), attribute, labeled)
    case .unreadableModel(let file, let error): "\(file): \(error)"
    case .badLines(let faults):
      (faults.map(\.description)
        + (faults.count < RequestLineFault.limit
          ? [] : ["… and perhaps more; these are the first."]))
        .joined(separator: "\n")
    case .system(let action, let name, let code):
      "\(name): cannot \(action): \(String(cString: strerror(code)))"
    }
  }

  private static func tooFewLabels(_ files: String, _ attribute: String, _ labeled: Int) -> String {
    let place = files.isEmpty ? "no manifest" : files
    guard labeled > 0 else {
      return "\(place): no line has a label by people under “\(attribute)”; "
        + "label some lines, or name another key with --attribute"
    }
    return "\(place): all \(labeled) lines that people labeled have the same label; "
      + "lines of two labels at least are needed"
  }
}
