/// A file of texts as UTF-8, and what it was taken for.
struct OpenedInput {
  let file: InputFile
  let form: InputForm
  let encoding: EncodingFinding
  let lineEnds: LineEnds

  /// Finds the encoding and the form of a file, or takes those of the options.
  init(_ file: InputFile, options: PreparationOptions) throws {
    if file.size == 0 { throw FileFaults(file: file.name, ImportFault.emptyFile) }
    if let fault = Self.fault(of: try file.head(64)) { throw FileFaults(file: file.name, fault) }
    let decoded = try Transcoder.decode(file, Self.encoding(of: file, options))
    (self.file, encoding) = decoded
    let window = try ByteWindow(decoded.file)
    let isWhole = window.count >= decoded.file.size - 3
    lineEnds = window.withBytes { LineEnds($0) }
    let form = window.withBytes { Self.form(of: $0, isWhole: isWhole, options) }
    do {
      self.form = try form.get()
    } catch {
      throw FileFaults(file: file.name, line: error.isOfHeader ? 1 : nil, error)
    }
  }

  /// Returns why a file that begins with these bytes is no text; nil if it may be one.
  static func fault(of head: [UInt8]) -> ImportFault? {
    if let packing = Packing.of(head) { return .packed("\(packing.program) \(packing.option)") }
    return ForeignFile.of(head).map { .foreign($0) }
  }

  private static func encoding(
    of file: InputFile, _ options: PreparationOptions
  ) throws -> EncodingFinding {
    guard let chosen = options.encoding else { return try EncodingDetector(file: file).find() }
    guard chosen == .utf16 else { return EncodingFinding(encoding: chosen, evidence: .chosen) }
    let head = try file.head(4096)
    let order = EncodingDetector.marked(head) ?? EncodingDetector.unmarkedUTF16(head)
    return EncodingFinding(
      encoding: order == .utf16BigEndian ? .utf16BigEndian : .utf16LittleEndian, evidence: .chosen)
  }

  private static func form(
    of bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ options: PreparationOptions
  ) -> Result<InputForm, ImportFault> {
    do throws(ImportFault) {
      switch options.format {
      case .csv?, .tsv?:
        let format = options.format ?? .csv
        return .success(InputForm(format, dialect: try dialect(bytes, isWhole, format, options)))
      case let format?: return .success(InputForm(format))
      case nil:
        let detector = FormatDetector(
          columns: options.columns, table: options.table, isWhole: isWhole)
        return .success(try detector.detect(bytes))
      }
    } catch {
      return .failure(error)
    }
  }

  /// Returns the facts of a table of a chosen format; its header is checked later.
  private static func dialect(
    _ bytes: UnsafeBufferPointer<UInt8>, _ isWhole: Bool, _ format: InputFormat,
    _ options: PreparationOptions
  ) throws(ImportFault) -> TableDialect {
    var choice = options.table
    if format == .tsv { choice.separator = choice.separator ?? 0x09 }
    func sniffer(_ choice: TableChoice) -> TableSniffer {
      TableSniffer(bytes: bytes, isWhole: isWhole, columns: options.columns, choice: choice)
    }
    do throws(ImportFault) {
      if let found = try sniffer(choice).dialect() { return found }
      choice.separator = 0x2C
    } catch {
      guard case .unknownHeader(_, let separator) = error else { throw error }
      choice.separator = separator
    }
    return try sniffer(choice).dialect() ?? TableDialect(separator: choice.separator)
  }
}

extension OpenedInput {
  /// Checks and counts all rows.
  func survey(
    _ walk: RowWalk, options: PreparationOptions, labelMap: LabelMap?
  ) throws -> PreparationSurvey {
    var survey = PreparationSurvey(form: form, encoding: encoding, lineEnds: lineEnds)
    var faults = FaultList(file: file.name, limit: options.faultLimit)
    var pipeline = RowPipeline(options: options, labelMap: labelMap)
    survey.columns = try walk.forEach(in: form, options) { result, line in
      let outcome = pipeline.process(result)
      survey.count(outcome, label: pipeline.label, withheld: pipeline.withheld)
      if case .fault(let reason) = outcome { faults.add(reason, line: line) }
      if survey.classes.count > Self.labelLimit {
        throw FileFaults(file: file.name, ImportFault.tooManyLabels(Self.labelLimit))
      }
      return options.skipsBadRows || !faults.isFull
    }
    if !options.skipsBadRows || survey.rows == 0 { try faults.throwIfAny() }
    survey.skipped = faults.faults
    if survey.rows == 0 { throw FileFaults(file: file.name, ImportFault.noRows) }
    try checkChoice(options.columns, survey.columns)
    return survey
  }

  /// The most labels; more of them mean that the wrong column was taken.
  private static let labelLimit = 1000

  /// Refuses chosen keys that no row has; a table's header was checked already.
  private func checkChoice(_ choice: ColumnChoice, _ use: ColumnUse) throws {
    guard [.json, .jsonLines, .manifest].contains(form.format) else { return }
    let chosen = [use.label == nil ? choice.label : nil].compactMap(\.self) + choice.leftOut
    for name in chosen where !use.leftOut.contains(name) {
      throw FileFaults(file: file.name, ImportFault.noColumn(name, known: use.known))
    }
  }
}

extension PreparationSurvey {
  mutating func count(
    _ outcome: RowPipeline.Outcome, label: FoundLabel?, withheld: WithheldAnswer?
  ) {
    switch outcome {
    case .row: break
    case .duplicate(_, let isContradiction):
      duplicates += 1
      if isContradiction { contradictions += 1 }
    case .fault:
      skippedRows += 1
      return
    }
    guard outcome.isUsed else { return }
    rows += 1
    if let withheld { self.withheld[withheld, default: 0] += 1 }
    guard let label else { return }
    if !label.metadata.isHuman { modelLabels += 1 }
    classes[label.name, default: LabelTally(example: label.text)].count(label.metadata.className)
  }
}

extension ImportFault {
  /// Whether the fault is that of a table's first line.
  fileprivate var isOfHeader: Bool {
    if case .unknownHeader = self { true } else { false }
  }
}
