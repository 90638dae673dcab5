package import Dataset

/// A reason why a request line cannot be answered.
package enum RequestFault: Sendable, Equatable, CustomStringConvertible {
  /// The longest line in bytes: a manifest's, with four bytes a character.
  package static let limit = 4 * ManifestLimits.line

  case json(JSONFault.Reason)
  case missingSource
  case sourceIsNoText
  case badCount
  case tooLong

  package var description: String {
    switch self {
    case .json(.empty): "an empty line; each line must hold a JSON object"
    case .json(let reason): "\(reason)"
    case .missingSource: "no field “source”; it must hold the text to be labeled"
    case .sourceIsNoText: "“source” must be a string"
    case .badCount: "“k” must be a whole number from 1: how many labels are wanted"
    case .tooLong: "the line has more than \(Self.limit) bytes; shorten it"
    }
  }
}

/// A request line that cannot be answered, and the reason.
package struct RequestLineFault: Equatable, Sendable, CustomStringConvertible {
  /// The most that are reported.
  package static let limit = 20

  /// Nil for the lines of a request.
  package let file: String?
  /// Counted from 1.
  package let line: Int
  package let reason: RequestFault

  package var description: String { "\(file.map { "\($0):" } ?? "line ")\(line): \(reason)" }
}
