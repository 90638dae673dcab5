/// One key of a JSON object and the bytes of its value.
package struct JSONMember: Equatable, Sendable {
  /// The key between its quotes.
  package let key: Range<Int>
  package let keyHasEscapes: Bool
  /// The whole value; a string's quotes included.
  package let value: Range<Int>

  /// Where the member begins: the key's opening quote.
  package var start: Int { key.lowerBound - 1 }
}
