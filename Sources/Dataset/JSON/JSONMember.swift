/// One key of a JSON object and the bytes of its value.
package struct JSONMember: Equatable, Sendable {
  /// The range of the key, without its quotes.
  package let key: Range<Int>
  package let keyHasEscapes: Bool
  /// The range of the value, with a string's quotes.
  package let value: Range<Int>

  /// The offset of the key's opening quote.
  package var start: Int { key.lowerBound - 1 }
}
