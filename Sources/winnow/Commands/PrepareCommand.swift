import ArgumentParser
import Dataset
import Domain
import Foundation
import Glibc
import Workbench

/// `winnow prepare`.
struct PrepareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare", abstract: "Makes a manifest from a file of headlines.",
    discussion: """
      The file's form is told by its content. A gold label that is not in the labeled share goes
      nowhere near the manifest; --answers keeps all of them apart.

        winnow prepare newsCorpora.csv --sample 10000 --seed 42 --labeled 20% --output news.manifest
        winnow prepare newsCorpora.csv.xz --output all.manifest
        winnow prepare recipes.csv --labels labels.json --labeled 20% --output recipes.manifest
      """)

  @Argument(help: "The file, or - for standard input.")
  var input: String

  @Option(help: "The manifest to write.")
  var output: String

  @OptionGroup var options: InputOptions

  @Option(help: "Write the gold labels of all items here, as JSON Lines {\"id\", \"label\"}.")
  var answers: String?

  @Option(
    help: """
      The job's label category file: its order sets the indices, and rows have its names, keys or \
      indices.
      """
  )
  var labels: String?

  @Option(help: "The key of the labels in the manifest (LabelAttributeName).")
  var attribute = "category"

  @Option(help: "The job's name, for the labels' metadata.")
  var jobName = "news-headlines"

  @Flag(help: "Show no progress.")
  var quiet = false

  func validate() throws {
    if labels != nil, options.labelMap != nil {
      throw ValidationError("--labels and --label-map both say what labels mean; give one of them")
    }
  }

  func run() throws {
    guard let attribute = LabelAttributeName(attribute) else {
      throw ValidationError("“\(attribute)” cannot be a LabelAttributeName")
    }
    var wishes = try options.preparation(attribute: attribute, jobName: "labeling-job/\(jobName)")
    wishes.givesIdentifiers = answers != nil
    try checkFiles()
    if let labels {
      // With the screen's keys reserved, so that labels have the keys that they have in the job.
      let read = try LabelCategoryFile.read(path: labels, reserved: KeyMap.reservedKeys)
      wishes.labelMap = LabelMap(read)
    }
    let file = try PackedFile.open(input)
    let progress = Progress("reading \(file.name)", size: file.size, quiet: quiet)
    let report = try Preparation(file, options: wishes, progress: progress.tell).write(
      manifest: output, answers: answers)
    progress.end()
    say(report)
  }

  /// Nothing is written over what is read.
  private func checkFiles() throws {
    var outputs = [PreparationFiles.Role("--output", path: output)]
    if let answers { outputs.append(.init("--answers", path: answers)) }
    var inputs = [PreparationFiles.Role("the input", path: input)]
    if let labels { inputs.append(.init("--labels", path: labels)) }
    try PreparationFiles.check(inputs: inputs, outputs: outputs)
  }

  private func say(_ report: PreparationReport) {
    if report.survey.skippedRows > 0 {
      for line in FileFaults.lines(report.survey.skipped) { Console.error("left out: \(line)") }
      Console.error("\(report.survey.skippedRows) rows of the whole file are left out.")
    }
    if report.survey.duplicates > 0 {
      let what = options.dropDuplicates ? "left out" : "kept (--drop-duplicates leaves them out)"
      Console.error(
        "\(report.survey.duplicates) rows of the whole file repeat a text that came before: \(what)."
      )
    }
    if options.labeled == nil, report.survey.labeledRows > 0 {
      Console.error(
        "\(report.survey.labeledRows) rows of the whole file have a label, and none was kept "
          + "(--labeled all keeps them).")
    }
    print("\(output): \(report.written) items, \(report.labeled) of them labeled.")
    if let answers { print("\(answers): \(report.answers) answers.") }
  }
}

/// How a file of texts is read: the same for every command that takes one.
struct InputOptions: ParsableArguments {
  @Option(help: "How many rows to draw at random (default: all).")
  var sample: Int?

  @Option(help: "What the drawing goes by: the same seed draws the same rows.")
  var seed: UInt64 = 0

  @Option(
    help: "How many rows keep their label: a count, a share such as 20%, or all that have one: all."
  )
  var labeled: String?

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
    options.seed = seed
    options.labeled = try labeled.flatMap(Self.amount)
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

  private static func amount(_ text: String) throws -> LabeledPart? {
    if text == "0" || text == "0%" { return nil }
    if text == "all" { return .all }
    if let count = Int(text), count > 0 { return .count(count) }
    if text.hasSuffix("%"), let share = Double(text.dropLast()), (0...100).contains(share) {
      return .share(share / 100)
    }
    throw ValidationError("“\(text)” is no amount; write a count (500), a share (20%) or all")
  }
}
