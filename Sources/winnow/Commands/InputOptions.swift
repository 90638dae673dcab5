import ArgumentParser
import Dataset
import Foundation

/// The options of reading a file of texts, shared by the commands that take one.
struct InputOptions: ParsableArguments {
  @Option(help: "The number of rows to draw at random (default: all).")
  var sample: Int?

  @Option(help: "The names of the file's labels, as in b=Business,e=Entertainment.")
  var labelMap: String?

  @Option(
    help:
      "The column or (dotted) key of the text (default: \(Self.usual(ColumnChoice.textNames))).")
  var textColumn: String?

  @Option(
    help:
      "The column or (dotted) key of the gold label (default: \(Self.usual(ColumnChoice.labelNames)))."
  )
  var labelColumn: String?

  @Option(help: "Columns or (dotted) keys that are not carried along, separated by commas.")
  var leaveOut: String?

  @Option(help: "The file's format, if it is not detected (\(Self.formats)).")
  var inputFormat: String?

  @Option(help: "The file's encoding, if it is not found (\(Self.encodings)).")
  var encoding: String?

  @Option(help: "The character between columns: comma, semicolon, tab, pipe or the character.")
  var separator: String?

  @Option(help: "Whether double quotes enclose fields (on) or are ordinary characters (off).")
  var quotes: String?

  @Flag(help: "The first line is a row: columns are named column-1, column-2 and so on.")
  var noHeader = false

  @Option(
    help: "Rows with several labels: refuse the file, take the first, or keep them unlabeled.")
  var severalLabels = "refuse"

  @Flag(help: "Take labels that differ only in capitals or blanks for the most frequent of them.")
  var mergeLabelVariants = false

  @Flag(help: "Clean titles as the notebook of Amazon's sample does.")
  var clean = false

  @Flag(help: "Leave out rows with the text of an earlier row.")
  var dropDuplicates = false

  @Flag(help: "Leave out rows that cannot be read, instead of refusing the file.")
  var skipBadRows = false

  func validate() throws {
    guard sample ?? 1 > 0 else { throw ValidationError("--sample is at least 1") }
  }

  private static func usual(_ names: [String]) -> String {
    "the first existing of \(names.joined(separator: ", "))"
  }

  private static let encodings = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")

  private static let formats = InputFormat.allCases.map(\.rawValue).joined(separator: ", ")

  func preparation(attribute: LabelAttributeName, jobName: String) throws -> PreparationOptions {
    var options = PreparationOptions(
      attribute: attribute, jobName: jobName, creationDate: Date())
    try setForm(of: &options)
    options.columns = ColumnChoice(
      text: textColumn, label: labelColumn,
      leftOut: leaveOut?.split(separator: ",").map(String.init) ?? [])
    options.sample = sample
    options.labelMap = try labelMap.map { text in
      guard let map = LabelMap(text) else {
        throw ValidationError(
          "“\(text)” is not a map to two labels or more; write b=Business,e=Entertainment")
      }
      return map
    }
    options.severalLabels = try Self.value(severalLabels, SeveralLabels.self, "--several-labels")
    options.mergesLabelVariants = mergeLabelVariants
    options.cleansText = clean
    options.dropsDuplicates = dropDuplicates
    options.skipsBadRows = skipBadRows
    return options
  }

  /// Sets format, encoding and the facts of a table.
  private func setForm(of options: inout PreparationOptions) throws {
    options.format = try inputFormat.map {
      guard let format = InputFormat(rawValue: $0) else {
        throw ValidationError("“\($0)” is not an input format; known: \(Self.formats)")
      }
      return format
    }
    options.encoding = try encoding.map {
      guard let encoding = TextEncoding(named: $0) else {
        throw ValidationError(
          "“\($0)” is not an encoding that is read here; known: \(Self.encodings); "
            + "`iconv -f \($0) -t UTF-8 FILE | winnow prepare -` converts a file")
      }
      return encoding
    }
    options.table.separator = try separator.map {
      guard let separator = TableDialect.separator(named: $0) else {
        throw ValidationError("“\($0)” is no separator; write comma, semicolon, tab or pipe")
      }
      return separator
    }
    options.table.quotes = try quotes.map {
      try Self.value($0, Switch.self, "--quotes") == .on
    }
    if noHeader { options.table.hasHeader = false }
  }

  private enum Switch: String, CaseIterable { case on, off }

  private static func value<Value: RawRepresentable & CaseIterable>(
    _ text: String, _ type: Value.Type, _ option: String
  ) throws -> Value where Value.RawValue == String {
    guard let value = Value(rawValue: text) else {
      let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("“\(text)” is no value of \(option); known: \(known)")
    }
    return value
  }
}
