/// The key of a job's labels in a manifest, such as `category`.
package struct LabelAttributeName: Sendable, Equatable, CustomStringConvertible {
  package let name: String

  /// Makes a name; returns nil if Ground Truth would refuse it.
  ///
  /// The rule is `[a-zA-Z0-9](-*[a-zA-Z0-9]){0,126}`, not ending in `-metadata` or `-ref`, and neither
  /// `source` nor `source-ref`.
  package init?(_ name: String) {
    guard Self.isWellFormed(name, limit: 127), !name.hasSuffix("-metadata"),
      !name.hasSuffix("-ref"), name != "source"
    else { return nil }
    self.name = name
  }

  package var metadataName: String { "\(name)-metadata" }

  package var description: String { name }

  /// Returns whether a name has only letters, digits and inner hyphens, and at most `limit` letters
  /// and digits.
  static func isWellFormed(_ name: String, limit: Int) -> Bool {
    let bytes = Array(name.utf8)
    guard let first = bytes.first, let last = bytes.last, isAlphanumeric(first),
      isAlphanumeric(last), bytes.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: "-") })
    else { return false }
    return bytes.count(where: isAlphanumeric) <= limit
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }

  /// The rule, for messages.
  static let rule =
    "letters, digits and inner hyphens, at most 127, not “source” and not ending in -metadata or -ref"
}
