/// The counts of a file's rows.
package struct PreparationSurvey: Sendable, Equatable {
  package let format: InputFormat
  /// Usable rows, without dropped duplicates.
  package internal(set) var rows = 0
  /// Rows with the text of an earlier row.
  package internal(set) var duplicates = 0
  /// The faults of rows that were left out, up to the limit.
  package internal(set) var skipped: [FileFault] = []
  /// Rows that were left out because of a fault.
  package internal(set) var skippedRows = 0
  /// The number of rows with each label, as written in the file.
  package internal(set) var labels: [String: Int] = [:]
  /// The number of rows with a label.
  package var labeledRows: Int { labels.values.reduce(0, +) }

  init(format: InputFormat) {
    self.format = format
  }
}
