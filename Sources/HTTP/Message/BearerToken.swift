/// A secret that a client shows with each request: `Authorization: Bearer TOKEN` (RFC 6750).
package struct BearerToken: Sendable {
  /// The environment variable that may hold one.
  package static let variable = "WINNOW_TOKEN"

  private static let lengths = 16...4096

  package let text: String

  /// Takes 16 to 4,096 letters, digits and `-._~+/=`, as RFC 6750 has them; nil for anything else.
  ///
  /// Spaces and line ends around them are left out, since they are those of a file.
  package init?(_ text: String) {
    let bare = text.split(whereSeparator: \.isWhitespace)
    guard bare.count == 1, Self.lengths.contains(bare[0].utf8.count),
      bare[0].utf8.allSatisfy(Self.isAllowed)
    else { return nil }
    self.text = String(bare[0])
  }

  private init(valid text: String) { self.text = text }

  /// Draws a token of 256 random bits, from the system's generator.
  package static func random() -> BearerToken {
    var generator = SystemRandomNumberGenerator()
    let words = (0..<4).map { _ in String(generator.next() as UInt64, radix: 16) }
    return BearerToken(
      valid: words.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined())
  }

  /// The value of the field `Authorization`.
  package var authorization: String { "Bearer \(text)" }

  /// Whether the fields show this token; the time for it does not depend on how much of it is right.
  func isShown(in headers: HTTPHeaders) -> Bool {
    let values = headers.values("authorization")
    guard values.count == 1, values[0].prefix(7).lowercased() == "bearer " else { return false }
    let (shown, own) = (Array(values[0].dropFirst(7).trimmingSpaces.utf8), Array(text.utf8))
    var difference = shown.count ^ own.count
    for place in own.indices {
      difference |= Int(own[place] ^ (place < shown.count ? shown[place] : 0))
    }
    return difference == 0
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || "-._~+/=".utf8.contains(byte)
  }
}
