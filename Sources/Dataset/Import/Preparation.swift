import Foundation

/// Converts a file of texts to a manifest (`winnow prepare`).
///
/// The file is read twice: once to check and count all rows, then to draw and write them. Memory grows
/// with the file only by a 64-bit hash for each row, which finds duplicates, and by 4 bytes for each
/// row while some are drawn.
package struct Preparation {
  package let survey: PreparationSurvey
  package let options: PreparationOptions
  /// The map from the file's labels to names and indices.
  package let labelMap: LabelMap?
  private let file: InputFile
  private let sampleCount: Int
  private let labeledCount: Int
  private let progress: (Double) -> Void

  /// Checks and counts the rows of a file.
  ///
  /// `progress` is called with the share of the work that is done (0–1): this is the first half.
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

  private static func fault(_ fault: ImportFault, _ file: InputFile) -> FileFaults {
    FileFaults(file: file.name, fault)
  }

  /// Returns the number of rows to draw for their labels.
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

  /// The most labels; more of them mean that the wrong column was taken.
  private static let labelLimit = 1000

  /// Calls `body` with every drawn row, in the file's order.
  package func forEachRow(_ body: (PreparedRow) throws -> Void) throws {
    var pipeline = RowPipeline(options: options, labelMap: labelMap)
    var sample = RowDraw(sampleCount, of: survey.rows, seed: options.seed)
    // Another seed, so that the two draws are independent.
    var labeled = RowDraw(labeledCount, of: sampleCount, seed: ~options.seed)
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
