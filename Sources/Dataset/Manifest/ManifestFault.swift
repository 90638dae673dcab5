/// What is wrong with a line of a manifest, beyond its JSON.
package enum ManifestFault: Equatable, Sendable {
  case emptyFile
  case emptyLine
  case missingSource
  case sourceReference
  case sourceIsNoText
  case lineTooLong
  case attributeTooLong(key: String)
  case dollarAttribute(key: String)
  case labelIsNoIndex(key: String)
  case labelOutOfRange(key: String, index: Int, count: Int)
  case metadataIsNoObject(key: String)
  case humanAnnotated(key: String)
  /// `found` is nil if it is no string.
  case classNameDisagrees(key: String, index: Int, expected: String, found: String?)
}

extension ManifestFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .emptyFile: "the manifest is empty; it needs one JSON object a line"
    case .emptyLine: "an empty line; remove it, each line must hold a JSON object"
    case .missingSource: "no field “source”; it must hold the text to be labeled"
    case .sourceReference:
      "“source-ref” names an object kept elsewhere; put the text itself under “source”"
    case .sourceIsNoText: "“source” must be a string"
    case .lineTooLong:
      "the line has more than \(ManifestLimits.line) characters as written, escapes included; shorten it"
    case .attributeTooLong(let key):
      "“\(key)” has more than \(ManifestLimits.attribute) characters as written, escapes included; "
        + "shorten it"
    case .dollarAttribute(let key): "the key “\(key)” begins with $; rename it"
    case .labelIsNoIndex(let key):
      "“\(key)” must be a label's index (0, 1, …); correct it, or remove it from an unlabeled line"
    case .labelOutOfRange(let key, let index, let count):
      "“\(key)” is \(index), but the label categories go from 0 to \(count - 1)"
    case .metadataIsNoObject(let key): "“\(key)” must be an object"
    case .humanAnnotated(let key): "“human-annotated” in “\(key)” must be \"yes\" or \"no\""
    case .classNameDisagrees(let key, let index, let expected, let found):
      "“class-name” in “\(key)” \(Self.says(found)), but label \(index) of the label categories is "
        + "“\(expected)”; write the manifest with `prepare --labels FILE`"
    }
  }

  private static func says(_ name: String?) -> String {
    guard let name else { return "is no string" }
    return "says “\(name.count > 60 ? "\(name.prefix(60))…" : name)”"
  }
}

/// Ground Truth's limits, in characters.
package enum ManifestLimits {
  package static let line = 100_000
  package static let attribute = 20_000
}
