import Foundation

/// Paths as a request writes them.
enum FilePathField {
  /// Returns the path that a field means, or nil if it is an address of another kind.
  static func resolve(_ text: String, from folder: String) -> String? {
    if text.isEmpty { return nil }
    if text.lowercased().hasPrefix("file://") {
      guard let url = URL(string: text), (url.host() ?? "").isEmpty || url.host() == "localhost"
      else { return nil }
      return url.path(percentEncoded: false)
    }
    if text.contains("://") { return nil }
    return text.hasPrefix("/") || folder.isEmpty ? text : "\(folder)/\(text)"
  }
}
