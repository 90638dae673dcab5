/// The remedy for a locale that hides characters, in words.
enum LocaleText {
  /// `LC_ALL` has priority over `LANG`, whatever is set.
  static let remedy = "quit, and start with LC_ALL=C.UTF-8"
  static let notice = "Only ASCII shows in this locale: \(remedy)."
}
