/// The file formats that `prepare` reads.
package enum InputFormat: String, Sendable, Equatable, CaseIterable {
  /// UCI's newsCorpora.csv: 8 columns separated by tabs, without a header.
  case newsCorpora = "newscorpora"
  /// A table such as RFC 4180 describes; the separator is found.
  case csv
  /// A table with tabs between columns.
  case tsv
  /// One JSON object on each line.
  case jsonLines = "jsonl"
  /// One JSON array of objects or texts.
  case json
  /// A manifest: JSON Lines with the text under `source`.
  case manifest
  /// Labels that begin with `__label__`, then the text.
  case fastText = "fasttext"
  /// One text on each line.
  case lines

  /// The name in reports.
  package var title: String {
    switch self {
    case .newsCorpora: "newsCorpora.csv"
    case .csv: "CSV"
    case .tsv: "TSV"
    case .jsonLines: "JSON Lines"
    case .json: "a JSON array"
    case .manifest: "a manifest"
    case .fastText: "fastText"
    case .lines: "plain lines, a text each"
    }
  }
}
