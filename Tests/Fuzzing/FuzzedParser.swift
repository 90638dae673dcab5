/// A parser, and what must hold of whatever bytes it is given.
///
/// Bytes are read or refused in words; `check` throws `BrokenProperty` if something else happens.
package struct FuzzedParser: Sendable {
  package let name: String
  package let check: @Sendable ([UInt8]) throws -> Void

  /// Every parser of bytes that come from outside of winnow.
  package static let all =
    [.manifest, .verification, .table, .records, .encoding, .json]
    + [.request, .template, .sealed, .answers, .http, .text] as [FuzzedParser]
}

/// A property of a parser that did not hold.
package struct BrokenProperty: Error, CustomStringConvertible {
  package let description: String
}

/// Throws `BrokenProperty` unless a condition holds.
func require(_ condition: Bool, _ property: @autoclosure () -> String) throws {
  if !condition { throw BrokenProperty(description: property()) }
}
