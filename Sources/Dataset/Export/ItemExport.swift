package import Domain

/// The input's items with their labels, in a form of another tool.
///
/// The same input and labels give the same bytes.
package struct ItemExport: Sendable {
  /// The items that the form cannot hold.
  package struct LeftOut: Sendable, Equatable {
    /// The line numbers of a few of the first, from 1.
    package fileprivate(set) var lines: [Int] = []
    package fileprivate(set) var count = 0

    package init() {}
  }

  private let manifest: Manifest
  private let labels: LabelSet
  private let format: ExportFormat

  package init(manifest: Manifest, labels: LabelSet, format: ExportFormat) {
    (self.manifest, self.labels, self.format) = (manifest, labels, format)
  }

  /// Writes the items for which `line` returns what was decided, in the input's order.
  package func write(
    to file: inout AtomicFile, line: (Item.ID) throws -> OutputLine?
  ) throws -> LeftOut {
    var leftOut = LeftOut()
    var writer = try writer()
    var members = JSONMembers()
    try file.append(writer.head)
    for item in manifest.lines.indices {
      guard let output = try line(item) else { continue }
      var bytes: [UInt8] = []
      let isWritten = try manifest.withLine(of: item) { line in
        try members.scan(line)
        return writer.append(exported(item, output, line, members), to: &bytes)
      }
      if isWritten { try file.append(bytes) } else { leftOut.add(line: item + 1) }
    }
    try file.append(writer.tail)
    return leftOut
  }

  private func exported(
    _ item: Item.ID, _ output: OutputLine, _ line: UnsafeBufferPointer<UInt8>,
    _ members: JSONMembers
  ) -> ExportedItem {
    ExportedItem(
      number: item + 1, text: manifest.text(of: item), output: output,
      initial: manifest.lines[item].initialLabel, labels: labels,
      fields: ExportedFields(of: line, members: members, attribute: manifest.attribute))
  }

  private func writer() throws -> any ItemWriter {
    switch format {
    case .csv: DelimitedWriter(separator: UInt8(ascii: ","), keys: try keys())
    case .tsv: DelimitedWriter(separator: 0x09, keys: try keys())
    case .jsonLines, .manifest: JSONLinesWriter()
    case .fastText: FastTextWriter()
    case .labelStudio: LabelStudioWriter()
    case .doccano: DoccanoWriter()
    case .prodigy: ProdigyWriter(labels: labels)
    }
  }

  /// Returns the keys of all lines, in the order in which they come first.
  private func keys() throws -> [String] {
    var keys: [String] = []
    var known = Set<String>()
    var members = JSONMembers()
    for item in manifest.lines.indices {
      try manifest.withLine(of: item) { line in
        try members.scan(line)
        ExportedFields(of: line, members: members, attribute: manifest.attribute).forEach {
          key, _ in
          if known.insert(key).inserted { keys.append(key) }
        }
      }
    }
    return keys
  }
}

extension ItemExport.LeftOut {
  fileprivate mutating func add(line: Int) {
    count += 1
    if lines.count < 5 { lines.append(line) }
  }
}
