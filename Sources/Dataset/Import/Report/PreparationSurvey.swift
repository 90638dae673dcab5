/// The form that a file was taken for, and the counts of its rows.
package struct PreparationSurvey: Sendable, Equatable {
  package let form: InputForm
  package let encoding: EncodingFinding
  package let lineEnds: LineEnds
  /// The columns and their uses.
  package internal(set) var columns = ColumnUse()
  /// Usable rows, without dropped duplicates.
  package internal(set) var rows = 0
  /// Rows with the text of an earlier row.
  package internal(set) var duplicates = 0
  /// The ones of them that have another label than the earlier row.
  package internal(set) var contradictions = 0
  /// The faults of rows that were left out, up to the limit.
  package internal(set) var skipped: [FileFault] = []
  /// Rows that were left out because of a fault.
  package internal(set) var skippedRows = 0
  /// The rows of each label, as written in the file.
  package internal(set) var classes: [String: LabelTally] = [:]
  /// The number of labels that a model gave, by Ground Truth's metadata.
  package internal(set) var modelLabels = 0
  /// The number of rows whose answer gives no label, by reason.
  package internal(set) var withheld: [WithheldAnswer: Int] = [:]

  /// Whether the file is a manifest as `init` takes it, with its labels under this key if at all.
  package func isManifest(under attribute: LabelAttributeName) -> Bool {
    format == .manifest && encoding.encoding == .utf8 && encoding.evidence != .byteOrderMark
      && [nil, attribute.name].contains(columns.label)
  }

  /// A label of doccano's CSV that is several, joined by “#” (JoinedCategoryFormatter of doccano 1.8).
  ///
  /// A label such as “C#” is one, unless one of its parts is a label of other rows.
  var joinedLabels: String? {
    guard columns.tool == .doccano, form.dialect != nil else { return nil }
    return classes.keys.sorted().first { label in
      let parts = label.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
      return parts.count > 1 && parts.contains { classes[$0] != nil }
    }
  }

  package var format: InputFormat { form.format }
  /// The number of rows with a label.
  package var labeledRows: Int { classes.values.reduce(0) { $0 + $1.count } }

  init(form: InputForm, encoding: EncodingFinding, lineEnds: LineEnds) {
    self.form = form
    self.encoding = encoding
    self.lineEnds = lineEnds
  }
}

/// The number of rows with a label, and the text of the first of them.
package struct LabelTally: Sendable, Equatable {
  package private(set) var count = 0
  package let example: String
  /// The names that the rows' metadata give the label; more than one contradict each other.
  package private(set) var classNames: Set<String> = []

  init(example: String) {
    self.example = example
  }

  mutating func count(_ className: String?) {
    count += 1
    if let className { classNames.insert(className) }
  }
}

/// The label of a row, as written in its file.
struct FoundLabel {
  let name: String
  let metadata: LabelMetadata
  /// The row's text.
  let text: String
}

/// The line ends of a file, by its first one.
package enum LineEnds: Sendable, Equatable {
  case feed
  case returnAndFeed
  /// Those of classic Mac OS.
  case carriageReturn

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let line = bytes.line(from: 0, isFinal: true), line.end < bytes.count,
      bytes[line.end] == 0x0D
    else {
      self = .feed
      return
    }
    self = line.next == line.end + 2 ? .returnAndFeed : .carriageReturn
  }
}
