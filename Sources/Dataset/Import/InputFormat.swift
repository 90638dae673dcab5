/// The file formats that `prepare` reads.
package enum InputFormat: String, Sendable, Equatable, CaseIterable {
  /// UCI's newsCorpora.csv: 8 columns separated by tabs, without a header.
  case newsCorpora = "newscorpora"
  /// RFC 4180, with a header.
  case csv
  /// Columns separated by tabs, with a header.
  case tsv
  /// One JSON object on each line.
  case jsonLines = "jsonl"
  /// A manifest: JSON Lines with the text under `source`.
  case manifest
  /// One text on each line.
  case lines
}
