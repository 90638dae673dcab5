package import Foundation

/// What `prepare` is asked for.
package struct PreparationOptions: Sendable {
  /// Nil: told by the file's content.
  package var format: InputFormat?
  /// The columns or keys of text and label; nil: the usual names.
  package var columns = ColumnChoice()
  /// How many rows to draw; nil takes all.
  package var sample: Int?
  package var seed: UInt64 = 0
  /// Which of the rows keep their label; nil for none.
  package var labeled: LabeledPart?
  /// Nil: the sample's for newsCorpora's letters, else the labels themselves in sorted order.
  package var labelMap: LabelMap?
  /// Drops what the sample's notebook drops from titles.
  package var cleansText = false
  /// Leaves out rows whose text came before.
  package var dropsDuplicates = false
  /// Leaves out rows that cannot be read, instead of refusing the file.
  package var skipsBadRows = false
  /// Gives an `id` to rows that have none, so that answers can name them.
  package var givesIdentifiers = false
  package var attribute: LabelAttributeName
  /// The labels' `job-name`: `labeling-job/news`, say.
  package var jobName: String
  /// When the labels were given, for their metadata.
  package var creationDate: Date
  package var faultLimit = 100

  package init(attribute: LabelAttributeName, jobName: String, creationDate: Date) {
    self.attribute = attribute
    self.jobName = jobName
    self.creationDate = creationDate
  }
}

/// Which rows keep their gold label in the manifest.
package enum LabeledPart: Sendable, Equatable {
  /// So many at random; every row must have a label.
  case count(Int)
  /// A share (0–1) at random; every row must have a label.
  case share(Double)
  /// All that have one.
  case all
}

/// A row that was chosen, with its gold label.
package struct PreparedRow: Sendable {
  package let row: SourceRow
  /// The row's own `id`, or one that was given to it.
  package let id: SourceRow.Value?
  package let text: String
  /// The gold label as a name: for answers, never for the manifest of an unlabeled row.
  package let gold: String?
  /// The gold label's index in the label map.
  package let goldIndex: Int?
  /// The row is in the labeled share.
  package let isLabeled: Bool
}

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

/// From a file of texts to a manifest (`winnow prepare`).
///
/// The file is read twice: once to check and count all rows, then to choose and hand them on. Memory
/// does not grow with the file, but for a 64-bit hash a row that finds duplicates.
package struct Preparation {
  package let survey: PreparationSurvey
  package let options: PreparationOptions
  /// The map that turns the file's labels into names and indices.
  package let labelMap: LabelMap?
  private let file: InputFile
  private let sampleCount: Int
  private let labeledCount: Int
  private let progress: (Double) -> Void

  /// Checks and counts the rows of a file.
  ///
  /// `progress` is told how much of the file was read (0–1), here and when the rows are handed on.
  package init(
    _ file: InputFile, options: PreparationOptions,
    progress: @escaping (Double) -> Void = { _ in }
  ) throws {
    self.file = file
    self.options = options
    self.progress = progress
    let format = try options.format ?? Self.detect(file, options)
    let fixed = options.labelMap ?? (format == .newsCorpora ? .newsCorpora : nil)
    let walk = RowWalk(file: file) { progress($0 / 2) }
    survey = try Self.survey(walk, format: format, options: options, labelMap: fixed)
    labelMap = fixed ?? LabelMap(labels: survey.labels.keys)
    sampleCount = options.sample ?? survey.rows
    labeledCount = Self.count(options.labeled, of: sampleCount)
    if sampleCount > survey.rows {
      throw Self.fault(.sampleTooLarge(wanted: sampleCount, rows: survey.rows), file)
    }
    if labeledCount > sampleCount {
      throw Self.fault(.labeledTooMany(wanted: labeledCount, rows: sampleCount), file)
    }
  }

  private static func fault(_ fault: RowFault, _ file: InputFile) -> FileFaults {
    FileFaults([FileFault(file: file.name, reason: .row(fault))])
  }

  /// How many rows are drawn for their labels.
  private static func count(_ part: LabeledPart?, of total: Int) -> Int {
    switch part {
    case nil, .all?: 0
    case .count(let count)?: count
    case .share(let share)?: Int(Double(total) * share + 1e-9)
    }
  }

  private static func detect(
    _ file: InputFile, _ options: PreparationOptions
  ) throws -> InputFormat {
    if file.size == 0 { throw fault(.emptyFile, file) }
    let window = try ByteWindow(file)
    let detector = FormatDetector(columns: options.columns, isWhole: window.count >= file.size - 3)
    switch window.withBytes({ detector.detect($0) }) {
    case .format(let format): return format
    case .packed(let program): throw fault(.packed(program), file)
    case .unknown: throw fault(.unknownFormat, file)
    }
  }

  private static func survey(
    _ walk: RowWalk, format: InputFormat, options: PreparationOptions, labelMap: LabelMap?
  ) throws -> PreparationSurvey {
    let file = walk.file
    var survey = PreparationSurvey(format: format)
    var faults = FaultList(file: file.name, limit: options.faultLimit)
    var pipeline = RowPipeline(options: options, labelMap: labelMap)
    try walk.forEach(in: format, options) { result, line in
      let outcome = pipeline.process(result)
      if outcome.isUsed {
        survey.rows += 1
        if let label = pipeline.label { survey.labels[label, default: 0] += 1 }
      }
      switch outcome {
      case .row: break
      case .duplicate: survey.duplicates += 1
      case .fault(let reason):
        survey.skippedRows += 1
        faults.add(reason, line: line)
      }
      if survey.labels.count > labelLimit { throw fault(.tooManyLabels(labelLimit), file) }
      return options.skipsBadRows || !faults.isFull
    }
    if !options.skipsBadRows || survey.rows == 0 { try faults.throwIfAny() }
    survey.skipped = faults.faults
    if survey.rows == 0 { throw fault(.noRows, file) }
    return survey
  }

  /// More labels than this are no labels: the wrong column was taken for them.
  private static let labelLimit = 1000

  /// Gives every chosen row to `body`, in the file's order.
  package func forEachRow(_ body: (PreparedRow) throws -> Void) throws {
    var pipeline = RowPipeline(options: options, labelMap: labelMap)
    var sample = SeededChoice(sampleCount, of: survey.rows, seed: options.seed)
    // Another stream of numbers, so that the labeled rows are not chosen by those that chose the sample.
    var labeled = SeededChoice(labeledCount, of: sampleCount, seed: ~options.seed)
    let walk = RowWalk(file: file) { [progress] in progress(0.5 + $0 / 2) }
    try walk.forEach(in: survey.format, options) { result, _ in
      let outcome = pipeline.process(result)
      guard outcome.isUsed, sample.next() else { return true }
      let isLabeled = options.labeled == .all || labeled.next()
      if let row = pipeline.preparedRow(isLabeled: isLabeled) { try body(row) }
      return true
    }
  }
}

extension RowWalk {
  /// Walks over the rows of a file of this form.
  func forEach(
    in format: InputFormat, _ options: PreparationOptions,
    _ body: (Result<SourceRow, FileFault.Reason>, _ line: Int) throws -> Bool
  ) throws {
    switch format {
    case .newsCorpora:
      var parser = NewsCorporaParser()
      try forEach(&parser, body)
    case .csv, .tsv:
      var parser = DelimitedParser(format: format, columns: options.columns)
      try forEach(&parser, body)
    case .jsonLines, .manifest:
      var columns = options.columns
      if format == .manifest { columns.text = "source" }
      var parser = JSONLinesParser(columns: columns, attribute: options.attribute)
      try forEach(&parser, body)
    case .lines:
      var parser = PlainLineParser()
      try forEach(&parser, body)
    }
  }
}
