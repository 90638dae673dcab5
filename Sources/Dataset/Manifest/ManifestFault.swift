/// A fault of a manifest or one of its lines.
package enum ManifestFault: FaultReason, Error {
  case json(JSONFault.Reason)
  case emptyFile
  case emptyLine
  case missingSource
  case sourceReference
  case sourceIsNoText
  case blankSource
  case lineTooLong
  case attributeTooLong(key: String)
  case dollarAttribute(key: String)
  case labelIsNoIndex(key: String)
  case labelOutOfRange(key: String, index: Int, count: Int)
  case metadataIsNoObject(key: String)
  case humanAnnotated(key: String)
  /// `found` is nil if the value is not a string.
  case classNameDisagrees(key: String, index: Int, expected: String, found: String?)

  // Faults of outputs.
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
    case .missingSource: "no key “source”; it must hold the text to label"
    case .sourceReference:
      "“source-ref” refers to an object outside the manifest; put the text itself under “source”"
    case .sourceIsNoText: "“source” must be a string"
    case .blankSource: "“source” is empty; fill it in or remove the line"
    case .lineTooLong:
      "the line has more than \(ManifestLimits.line) characters as written, escapes included; shorten it"
    case .attributeTooLong(let key):
      "“\(key)” has more than \(ManifestLimits.attribute) characters as written, escapes included; "
        + "shorten it"
    case .dollarAttribute(let key):
      "the key “\(key)” begins with $, which is not allowed; rename it"
    case .labelIsNoIndex(let key):
      "“\(key)” must be a label's index (0, 1, …); correct it, or remove it if the item is unlabeled"
    case .labelOutOfRange(let key, let index, let count):
      "“\(key)” is \(index), but the label indices are 0 to \(count - 1)"
    case .metadataIsNoObject(let key): "“\(key)” must be an object"
    case .humanAnnotated(let key): "“human-annotated” in “\(key)” must be \"yes\" or \"no\""
    case .classNameDisagrees(let key, let index, let expected, let found):
      "“class-name” in “\(key)” \(Self.says(found)), but label \(index) of the label categories is "
        + "“\(expected)”; write the manifest with `prepare --labels FILE`"
    case .missingMetadata(let field): "the label's metadata lacks “\(field)”"
    case .badMetadata(let field, let allowed):
      "“\(field)” in the label's metadata must be \(allowed)"
    case .labelIsText(let key): "“\(key)” must be a number, not a string of digits"
    case .keyMissing(let key): "the input's key “\(key)” is missing"
    case .keyAdded(let key): "the key “\(key)” is not in the input's line"
    case .keyChanged(let key): "the value of “\(key)” differs from the input"
    case .keysMoved: "the keys are not in the input's order"
    case .labelLost: "the line is labeled in the input, but not here"
    case .linesMissing(let count): "the last \(count) lines of the input are missing"
    case .linesAdded(let count): "\(count) more lines than the input has"
    }
  }

  private static func says(_ name: String?) -> String {
    guard let name else { return "is not a string" }
    return "is “\(name.count > 60 ? "\(name.prefix(60))…" : name)”"
  }
}
