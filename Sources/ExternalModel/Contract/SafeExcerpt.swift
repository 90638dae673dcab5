/// The beginning of a model's output, safe to print.
///
/// Control characters, direction marks and other invisible ones are written as their numbers; a cut
/// is shown as “…”.
struct SafeExcerpt: CustomStringConvertible {
  let description: String

  init(_ bytes: some Collection<UInt8>, limit: Int = 80) {
    // A character takes at most four bytes; a further byte shows that the text goes on.
    let text = String(decoding: bytes.prefix(4 * limit + 1), as: UTF8.self)
    var shown = ""
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < limit else {
        shown += "…"
        break
      }
      shown += Self.isVisible(scalar) ? String(scalar) : "⟨\(String(scalar.value, radix: 16))⟩"
      count += 1
    }
    description = shown
  }

  init(_ text: String, limit: Int = 80) {
    self.init(text.utf8, limit: limit)
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }
}
