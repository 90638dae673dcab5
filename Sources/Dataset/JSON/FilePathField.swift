import Foundation

/// Paths in the fields of a request.
enum FilePathField {
  /// Resolves a field against `folder`; returns nil for an address that is not a file.
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
