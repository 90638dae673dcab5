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

  @Option(help: "The file's format, if it is not detected (\(Self.formats)).")
  var inputFormat: String?

  @Flag(help: "Clean titles as the notebook of Amazon's sample does.")
  var clean = false

  @Flag(help: "Leave out rows with the text of an earlier row.")
  var dropDuplicates = false

  @Flag(help: "Leave out rows that cannot be read, instead of refusing the file.")
  var skipBadRows = false

  private static func usual(_ names: [String]) -> String {
    "the first existing of \(names.joined(separator: ", "))"
  }

  private static let formats = InputFormat.allCases.map(\.rawValue).joined(separator: ", ")

  func preparation(attribute: LabelAttributeName, jobName: String) throws -> PreparationOptions {
    var options = PreparationOptions(
      attribute: attribute, jobName: jobName, creationDate: Date())
    options.format = try inputFormat.map { name in
      guard let format = InputFormat(rawValue: name) else {
        throw ValidationError("“\(name)” is not an input format; known: \(Self.formats)")
      }
      return format
    }
    options.columns = ColumnChoice(text: textColumn, label: labelColumn)
    options.sample = sample
    options.labelMap = try labelMap.map { text in
      guard let map = LabelMap(text) else {
        throw ValidationError("“\(text)” is not a label map; write b=Business,e=Entertainment")
      }
      return map
    }
    options.cleansText = clean
    options.dropsDuplicates = dropDuplicates
    options.skipsBadRows = skipBadRows
    return options
  }
}
