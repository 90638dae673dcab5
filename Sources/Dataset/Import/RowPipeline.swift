import Domain

/// Checks rows one by one: text, label, size, duplicates.
///
/// Each of the two passes of a preparation has its own, so that they agree on every row.
struct RowPipeline {
  enum Outcome {
    case row
    case duplicate(isDropped: Bool, isContradiction: Bool)
    case fault(ImportFault)

    var isUsed: Bool {
      switch self {
      case .row, .duplicate(isDropped: false, _): true
      case .duplicate(isDropped: true, _), .fault: false
      }
    }
  }

  private let options: PreparationOptions
  private let labelMap: LabelMap?
  /// The hash of each text's first label, by the text's.
  private var seen: [UInt64: UInt32] = [:]
  private var identifiers = Set<UInt64>()
  /// The row that was processed last, if it is usable.
  private var current: (row: SourceRow, text: String)?

  init(options: PreparationOptions, labelMap: LabelMap?) {
    self.options = options
    self.labelMap = labelMap
  }

  mutating func process(_ result: Result<SourceRow, ImportFault>) -> Outcome {
    current = nil
    do throws(ImportFault) {
      let row = try settled(try result.get())
      let text = options.cleansText ? TitleCleaner.clean(row.text) : row.text
      try check(row, text: text)
      let label = UInt32(truncatingIfNeeded: Self.fingerprint(of: row.label ?? ""))
      let earlier = seen.updateValue(label, forKey: Self.fingerprint(of: text))
      let isContradiction = earlier.map { $0 != label } ?? false
      if earlier != nil && options.dropsDuplicates {
        return .duplicate(isDropped: true, isContradiction: isContradiction)
      }
      try checkIdentifier(row)
      current = (row, text)
      if earlier == nil { return .row }
      return .duplicate(isDropped: false, isContradiction: isContradiction)
    } catch {
      return .fault(error)
    }
  }

  /// The label of the row that was processed last, as written in the file.
  var label: FoundLabel? {
    current.flatMap { row, text in
      row.label.map { FoundLabel(name: $0, metadata: row.metadata, text: text) }
    }
  }

  /// The reason why the row that was processed last has no label, if its file has an answer for it.
  var withheld: WithheldAnswer? {
    if case .withheld(let reason)? = current?.row.answer { reason } else { nil }
  }

  /// Decides about a row of several labels.
  private func settled(_ row: SourceRow) throws(ImportFault) -> SourceRow {
    guard case .several(let labels) = row.answer else { return row }
    switch options.severalLabels {
    case .refuse: throw .severalLabels(labels)
    case .first: return row.answered(.label(labels[0]))
    case .unlabeled: return row.answered(.withheld(.several))
    }
  }

  /// Returns the row that was processed last, if it is usable.
  func preparedRow(isLabeled: Bool) -> PreparedRow? {
    guard let (row, text) = current else { return nil }
    let index = row.label.flatMap { labelMap?.index(of: $0) }
    let gold = index.flatMap { labelMap?.names[$0] } ?? row.label
    let given = options.givesIdentifiers ? SourceRow.Value.text("line-\(row.line)") : nil
    return PreparedRow(
      row: row, id: row.id ?? given, text: text, gold: gold, goldIndex: index,
      isLabeled: isLabeled && row.label != nil)
  }

  private func check(_ row: SourceRow, text: String) throws(ImportFault) {
    if BlankText.isBlank(text) { throw .emptyText }
    if let label = row.label, let labelMap, labelMap.index(of: label) == nil {
      throw .unknownLabel(label, known: labelMap.names)
    }
    if let part = options.labeled, part != .all, row.label == nil { throw .noLabel }
    try checkSize(row, text: text)
  }

  private func checkSize(_ row: SourceRow, text: String) throws(ImportFault) {
    // Only long rows are counted: a character takes at least a byte.
    var bytes = text.utf8.count
    if Self.isTooLong(.text(text), bytes: bytes) { throw .tooLong }
    for field in row.fields {
      if field.key.hasPrefix("$") { throw .reservedKey(field.key) }
      let count = field.value.byteCount
      if Self.isTooLong(field.value, bytes: count) { throw .tooLong }
      bytes += field.key.utf8.count + count + 8
    }
    // An escape can take six bytes, and the label's metadata is added.
    if bytes * 6 + 1000 > ManifestLimits.line {
      let line = RowWriter(options: options, labelMap: labelMap).bytes(
        row: row, text: text)
      if line.count(where: { $0 & 0xC0 != 0x80 }) + 1000 > ManifestLimits.line {
        throw .tooLong
      }
    }
  }

  /// Returns whether a value, as written in a manifest, has more characters than allowed.
  private static func isTooLong(_ value: SourceRow.Value, bytes: Int) -> Bool {
    guard bytes * 6 > ManifestLimits.attribute else { return false }
    var written: [UInt8] = []
    RowWriter.append(value, to: &written)
    let quotes = written.first == UInt8(ascii: "\"") ? 2 : 0
    return written.count { $0 & 0xC0 != 0x80 } - quotes > ManifestLimits.attribute
  }

  private mutating func checkIdentifier(_ row: SourceRow) throws(ImportFault) {
    // Only answers refer to rows by id; otherwise ids need not be unique.
    guard options.givesIdentifiers, let id = row.id else { return }
    // As text: answers are looked up without regard to quotes.
    guard identifiers.insert(Self.fingerprint(of: id.text)).inserted else {
      throw .duplicateIdentifier(id.text)
    }
  }

  /// Returns a 64-bit hash that is the same in every process (FNV-1a, mixed once more).
  private static func fingerprint(of text: String) -> UInt64 {
    let hash = Hash.fnv1a(text)
    return hash ^ (hash >> 29)
  }
}
