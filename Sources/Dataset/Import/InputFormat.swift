/// The forms of files that `prepare` reads.
package enum InputFormat: String, Sendable, Equatable, CaseIterable {
  /// UCI's newsCorpora.csv: 8 columns between tabs, without a header.
  case newsCorpora = "newscorpora"
  /// RFC 4180, with a header.
  case csv
  /// Columns between tabs, with a header.
  case tsv
  /// A JSON object a line.
  case jsonLines = "jsonl"
  /// A manifest: JSON Lines with the text under `source`.
  case manifest
  /// A text a line.
  case lines
}
