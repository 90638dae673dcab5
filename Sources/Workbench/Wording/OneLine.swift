extension String {
  /// The text in one line: line breaks and tabs become blanks.
  var inOneLine: String {
    guard contains(where: { $0.isNewline || $0 == "\t" }) else { return self }
    return split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
  }
}
