/// What is wrong with a line of an output manifest, beyond what an input is checked for.
package enum VerificationFault: Equatable, Sendable {
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

extension VerificationFault: CustomStringConvertible {
  package var description: String {
    switch self {
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
}
