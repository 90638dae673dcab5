/// A reason why a worker rejected an item.
package enum RejectReason: Sendable, Hashable {
  /// Not what this job labels.
  case notThisKind
  case unreadable
  case otherLanguage
  /// The same as another item.
  case duplicate
  /// In the worker's own words.
  case other(String)

  /// Restores a reason from its code, and for `other` the worker's words.
  package init(code: String, words: String?) {
    self = Self.fixed.first { $0.code == code } ?? .other(words ?? code)
  }

  /// The most characters of a reason in somebody's own words.
  package static let longest = 200

  /// Whether words can be kept as a reason: some, on one line, `longest` at most.
  package static func isReason(_ words: String) -> Bool {
    !words.allSatisfy(\.isWhitespace) && words.count <= longest
      && !words.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  /// The reasons that need no words.
  package static let fixed = [notThisKind, unreadable, otherLanguage, duplicate]

  /// A name for files and scripts that never changes.
  package var code: String {
    switch self {
    case .notThisKind: "not-this-kind"
    case .unreadable: "unreadable"
    case .otherLanguage: "other-language"
    case .duplicate: "duplicate"
    case .other: "other"
    }
  }

  /// The worker's own words; nil for all other reasons.
  package var words: String? { if case .other(let words) = self { words } else { nil } }

  /// The manifest's `failure-reason`: the worker's words, or the code.
  package var manifestValue: String { words ?? code }
}

extension RejectReason: Codable {
  private enum CodingKeys: String, CodingKey {
    case code
    case words
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      code: try fields.decode(String.self, forKey: .code),
      words: try fields.decodeIfPresent(String.self, forKey: .words))
  }

  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(code, forKey: .code)
    try fields.encodeIfPresent(words, forKey: .words)
  }
}
