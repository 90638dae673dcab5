/// What is wrong with a manifest or one of its lines.
package enum ManifestFault: FaultReason, Error {
  case json(JSONFault.Reason)
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

  // Only an output is checked for these.
  case missingMetadata(field: String)
  case badMetadata(field: String, allowed: String)
  case labelIsText(key: String)
  case keyMissing(String)
  case keyAdded(String)
  case keyChanged(String)
  case keysMoved
  case labelLost
  case linesMissing(Int)
  case linesAdded(Int)
}

extension ManifestFault {
  package var description: String {
    switch self {
    case .json(let reason): "\(reason)"
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
    case .missingMetadata(let field): "the label's metadata has no “\(field)”"
    case .badMetadata(let field, let allowed):
      "“\(field)” in the label's metadata must be \(allowed)"
    case .labelIsText(let key): "“\(key)” must be a number, not a string of digits"
    case .keyMissing(let key): "the input's key “\(key)” is missing"
    case .keyAdded(let key): "the key “\(key)” is not in the input's line"
    case .keyChanged(let key): "the value of “\(key)” is not the input's"
    case .keysMoved: "the keys do not stand in the input's order"
    case .labelLost: "the input's line is labeled, this one is not"
    case .linesMissing(let count): "the last \(count) lines of the input are missing"
    case .linesAdded(let count): "\(count) lines more than the input has"
    }
  }

  private static func says(_ name: String?) -> String {
    guard let name else { return "is no string" }
    return "says “\(name.count > 60 ? "\(name.prefix(60))…" : name)”"
  }
}
