import ArgumentParser
import Dataset
import Foundation

/// How a file of texts is read: the same for every command that takes one.
struct InputOptions: ParsableArguments {
  @Option(help: "How many rows to draw at random (default: all).")
  var sample: Int?

  @Option(help: "From the file's labels to names, as in b=Business,e=Entertainment.")
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

  @Option(help: "The file's form, where it cannot be told (\(Self.formats)).")
  var inputFormat: String?

  @Flag(help: "Clean titles as the sample's notebook does.")
  var clean = false

  @Flag(help: "Leave out rows whose text came before.")
  var dropDuplicates = false

  @Flag(help: "Leave out rows that cannot be read, instead of refusing the file.")
  var skipBadRows = false

  private static func usual(_ names: [String]) -> String {
    "the first there is of \(names.joined(separator: ", "))"
  }

  private static let formats = InputFormat.allCases.map(\.rawValue).joined(separator: ", ")

  func preparation(attribute: LabelAttributeName, jobName: String) throws -> PreparationOptions {
    var options = PreparationOptions(
      attribute: attribute, jobName: jobName, creationDate: Date())
    options.format = try inputFormat.map { name in
      guard let format = InputFormat(rawValue: name) else {
        throw ValidationError("“\(name)” is no input format; known: \(Self.formats)")
      }
      return format
    }
    options.columns = ColumnChoice(text: textColumn, label: labelColumn)
    options.sample = sample
    options.labelMap = try labelMap.map { text in
      guard let map = LabelMap(text) else {
        throw ValidationError("“\(text)” is no label map; write b=Business,e=Entertainment")
      }
      return map
    }
    options.cleansText = clean
    options.dropsDuplicates = dropDuplicates
    options.skipsBadRows = skipBadRows
    return options
  }
}
