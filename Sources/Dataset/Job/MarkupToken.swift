/// A part of a page: text or a tag.
enum MarkupToken: Equatable {
  case text(String)
  /// A tag's name in lower case, and its attributes with decoded entities.
  case open(String, attributes: [String: String])
  case close(String)
}
