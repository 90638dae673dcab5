/// What there is in a file.
package struct PreparationSurvey: Sendable, Equatable {
  package let format: InputFormat
  /// Rows that can be used; duplicates that are dropped are not counted.
  package internal(set) var rows = 0
  /// Rows whose text came before.
  package internal(set) var duplicates = 0
  /// Rows that were left out, and why, up to the limit.
  package internal(set) var skipped: [FileFault] = []
  /// How many rows were left out because they cannot be used.
  package internal(set) var skippedRows = 0
  /// How many rows have each label, as the file writes it.
  package internal(set) var labels: [String: Int] = [:]
  /// How many rows have a label.
  package var labeledRows: Int { labels.values.reduce(0, +) }

  init(format: InputFormat) {
    self.format = format
  }
}
