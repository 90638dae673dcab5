/// Text from a file, made safe for a message on a terminal.
package enum InertText {
  /// Returns a text with controls, line ends and direction marks as visible substitutes, and cut
  /// after `limit` characters.
  package static func of(_ text: String, limit: Int = .max) -> String {
    let isSafe = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    let cut = text.count > limit ? "\(text.prefix(limit))…" : text
    return isSafe ? cut : String(String.UnicodeScalarView(cut.unicodeScalars.flatMap(substitute)))
  }

  private static func substitute(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    switch scalar.value {
    // The pictures of the controls, from U+2400 on.
    case 0x00...0x1F: return [Unicode.Scalar(0x2400 + scalar.value) ?? "␀"]
    case 0x7F: return ["␡"]
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      // Joiners belong to the spelling of some scripts and emoji.
      if [0x200C, 0x200D].contains(scalar.value) { return [scalar] }
      return Array("⟨\(String(scalar.value, radix: 16, uppercase: true))⟩".unicodeScalars)
    default: return [scalar]
    }
  }
}
