import Foundation

/// Converts a file of texts to a manifest (`winnow prepare`).
///
/// The file is read twice: once to check and count all rows, then to draw and write them. Memory grows
/// with the file only by a 64-bit hash of the text and a 32-bit one of the label for each row, which
/// find duplicates, and by 4 bytes for each row while some are drawn.
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
    let input = try OpenedInput(file, options: options)
    self.file = input.file
    self.options = options
    self.progress = progress
    let walk = RowWalk(file: input.file) { progress($0 / 2) }
    let fixed = options.labelMap ?? (input.form.format == .newsCorpora ? .newsCorpora : nil)
    survey = try input.survey(walk, options: options, labelMap: fixed)
    labelMap = try fixed ?? Self.labelMap(survey, options, file: file.name)
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

  /// Makes the map of the labels that were found; refuses variants of one name if they are used.
  private static func labelMap(
    _ survey: PreparationSurvey, _ options: PreparationOptions, file: String
  ) throws -> LabelMap? {
    if survey.columns.isNewsCorpora { return .newsCorpora }
    if let joined = survey.joinedLabels, options.usesLabels {
      throw FileFaults(file: file, ImportFault.joinedLabels(joined))
    }
    let variants = LabelVariants.groups(survey.classes.mapValues(\.count))
    if !variants.isEmpty, !options.mergesLabelVariants, options.usesLabels {
      throw FileFaults(file: file, ImportFault.labelVariants(variants))
    }
    let names = try survey.classes.compactMapValues { tally in
      guard tally.classNames.count < 2 else {
        throw FileFaults(file: file, ImportFault.classNames(tally.classNames.sorted()))
      }
      return tally.classNames.first
    }
    return LabelMap(
      labels: survey.classes.keys,
      merged: options.mergesLabelVariants ? LabelVariants.merged(variants) : [:], names: names)
  }

  /// Returns the number of rows to draw for their labels.
  private static func count(_ part: LabeledPart?, of total: Int) -> Int {
    switch part {
    case nil, .all?: 0
    case .count(let count)?: count
    case .share(let share)?: Int(Double(total) * share + 1e-9)
    }
  }

  /// Calls `body` with every drawn row, in the file's order.
  package func forEachRow(_ body: (PreparedRow) throws -> Void) throws {
    var pipeline = RowPipeline(options: options, labelMap: labelMap)
    var sample = RowDraw(sampleCount, of: survey.rows, seed: options.seed)
    // Another seed, so that the two draws are independent.
    var labeled = RowDraw(labeledCount, of: sampleCount, seed: ~options.seed)
    let walk = RowWalk(file: file) { [progress] in progress(0.5 + $0 / 2) }
    try walk.forEach(in: survey.form, options) { result, _ in
      let outcome = pipeline.process(result)
      guard outcome.isUsed, sample.next() else { return true }
      let isLabeled = options.labeled == .all || labeled.next()
      if let row = pipeline.preparedRow(isLabeled: isLabeled) { try body(row) }
      return true
    }
  }
}
