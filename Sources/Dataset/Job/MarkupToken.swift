/// A piece of a page: text, or a tag.
enum MarkupToken: Equatable {
  case text(String)
  /// A tag's name in small letters, and its attributes with entities decoded.
  case open(String, attributes: [String: String])
  case close(String)
}
