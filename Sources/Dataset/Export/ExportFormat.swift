/// The forms in which an export writes items and labels.
package enum ExportFormat: String, Sendable, CaseIterable {
  /// The augmented manifest: the input's lines with the label's two keys.
  case manifest
  /// RFC 4180, with a header.
  case csv
  /// As CSV, with tabs.
  case tsv
  /// One flat JSON object on each line, with the text under `text`.
  case jsonLines = "jsonl"
  /// `__label__NAME text`, the form that fastText trains on.
  case fastText = "fasttext"
  /// The array of tasks that Label Studio imports.
  case labelStudio = "label-studio"
  /// The JSON Lines that doccano imports for text classification.
  case doccano
  /// The JSON Lines of Prodigy's choice interface.
  case prodigy

  /// The usual ending of such a file's name, without the dot.
  package var fileExtension: String {
    switch self {
    case .manifest: "manifest"
    case .csv: "csv"
    case .tsv: "tsv"
    case .jsonLines, .doccano, .prodigy: "jsonl"
    case .fastText: "txt"
    case .labelStudio: "json"
    }
  }
}
