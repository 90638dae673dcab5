import ArgumentParser
import Dataset
import Workbench

/// `winnow prepare`.
struct PrepareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare", abstract: "Converts a file of texts to a manifest.",
    discussion: """
      Format, encoding, columns and labels are found from the content and reported; --dry-run reports \
      them and writes nothing. Reads tables, JSON, fastText and plain lines, and the exports of Label \
      Studio, doccano, Prodigy, Argilla and Ground Truth with their labels. Only the rows of --labeled \
      keep their gold label in the manifest; --answers writes all gold labels to a file of their own.

        winnow prepare newsCorpora.csv --sample 10000 --seed 42 --labeled 20% --output news.manifest
        winnow prepare newsCorpora.csv.xz --output all.manifest
        winnow prepare tickets.csv --text-column Subject --label-column Queue --dry-run
        winnow prepare recipes.csv --labels labels.json --labeled 20% --output recipes.manifest
      """)

  @Argument(help: "The file, or - for standard input.")
  var input: String

  @Option(help: "The manifest to write.")
  var output: String?

  @Flag(help: "Report what the file is taken for, and write nothing.")
  var dryRun = false

  @OptionGroup var options: InputOptions

  @Option(help: "The seed of the random draws: prepare and simulate draw the same rows for it.")
  var seed: UInt64 = 0

  @Option(help: "The rows that keep their label: a count, a share such as 20%, or all.")
  var labeled: String?

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

  @Option(help: "The job's name in the labels' metadata.")
  var jobName = "news-headlines"

  @Flag(help: "Show no progress.")
  var quiet = false

  func validate() throws {
    if output == nil, !dryRun {
      throw ValidationError("give --output, or --dry-run to see what the file is taken for")
    }
    if labels != nil, options.labelMap != nil {
      throw ValidationError(
        "--labels and --label-map both define the labels; give only one of them")
    }
  }

  /// Returns the options of the preparation, without the labels of `--labels`.
  func preparation() throws -> PreparationOptions {
    guard let attribute = LabelAttributeName(attribute) else {
      throw ValidationError("“\(attribute)” cannot be a LabelAttributeName")
    }
    var preparation = try options.preparation(
      attribute: attribute, jobName: "labeling-job/\(jobName)")
    preparation.seed = seed
    preparation.labeled = try labeled.flatMap(Self.labeledPart)
    preparation.givesIdentifiers = answers != nil
    return preparation
  }

  func run() throws {
    var preparation = try preparation()
    try checkFiles()
    if let labels {
      // Reserve the screen's keys, so that labels get the same keys as in the job.
      let read = try LabelCategoryFile.read(path: labels)
      preparation.labelMap = LabelMap(read)
    }
    let file = try PackedFile.open(input)
    let progress = Progress("reading \(file.name)", size: file.size, quiet: quiet)
    let prepared = try Preparation(file, options: preparation, progress: progress.update)
    progress.end()
    for line in InputReport(prepared, name: file.name).lines { Console.error(line) }
    guard let output, !dryRun else { return printSurvey(prepared.survey) }
    let report = try prepared.write(manifest: output, answers: answers)
    progress.end()
    printSurvey(report.survey)
    Console.line(
      "\(output): \(NumberText.counted(report.written, "item")), \(report.labeled) labeled.")
    if let answers { Console.line("\(answers): \(report.answers) answers.") }
  }

  /// Returns the rows that keep their label; nil for none.
  private static func labeledPart(_ text: String) throws -> LabeledPart? {
    if text == "0" || text == "0%" { return nil }
    if text == "all" { return .all }
    if let count = Int(text), count > 0 { return .count(count) }
    if text.hasSuffix("%"), let share = Double(text.dropLast()), (0...100).contains(share) {
      return .share(share / 100)
    }
    throw ValidationError("“\(text)” is not an amount; write a count (500), a share (20%) or all")
  }

  /// Refuses to write over a file that is read.
  private func checkFiles() throws {
    var outputs = output.map { [PreparationFiles.Role("--output", path: $0)] } ?? []
    if let answers { outputs.append(.init("--answers", path: answers)) }
    var inputs = [PreparationFiles.Role("the input", path: input)]
    if let labels { inputs.append(.init("--labels", path: labels)) }
    try PreparationFiles.check(inputs: inputs, outputs: outputs)
  }

  private func printSurvey(_ survey: PreparationSurvey) {
    if survey.skippedRows > 0 {
      for line in FileFaults.lines(survey.skipped) { Console.error("left out: \(line)") }
      Console.error("Left out of the whole file: \(NumberText.counted(survey.skippedRows, "row")).")
    }
    if labeled == nil, survey.labeledRows > 0 {
      Console.error(
        "\(survey.labeledRows) rows of the whole file have a label; none was kept "
          + "(--labeled all keeps them).")
    }
  }
}
