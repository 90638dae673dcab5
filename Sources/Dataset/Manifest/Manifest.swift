package import Domain

/// An input manifest whose every line was checked: one item a line.
///
/// Only where the lines stand is kept in memory (24 bytes a line); texts are read from the file when
/// they are asked for.
package struct Manifest: Sendable {
  /// Where a line and its text stand, and the label that it came with.
  package struct Row: Sendable, Equatable {
    /// The line's first byte in the file.
    package let offset: Int
    /// The line's bytes, without its line end.
    package let length: Int32
    private let sourceStart: UInt32
    private let sourceLength: UInt32
    private let label: Int16
    private let isHuman: Bool

    init(range: Range<Int>, line: ManifestLineReader.Line) {
      offset = range.lowerBound
      length = Int32(range.count)
      sourceStart = UInt32(line.source.lowerBound)
      sourceLength = UInt32(line.source.count)
      label = line.given.map { Int16($0.index) } ?? -1
      isHuman = line.given?.isHuman ?? false
    }

    package var range: Range<Int> { offset..<offset + Int(length) }

    /// The value of `source` in the line, quotes included.
    var source: Range<Int> { Int(sourceStart)..<Int(sourceStart + sourceLength) }

    package var given: InitialLabel? {
      label < 0 ? nil : InitialLabel(index: Int(label), isHuman: isHuman)
    }
  }

  package let attribute: LabelAttributeName
  package let rows: [Row]
  private let file: MappedFile

  package var path: String { file.path }
  package var count: Int { rows.count }

  /// Reads a manifest and checks every line of it.
  ///
  /// What is wrong is reported all together, up to `faultLimit` lines.
  package static func read(
    path: String, attribute: LabelAttributeName, labels: LabelSet, faultLimit: Int = 100
  ) throws(FileFaults) -> Manifest {
    let file = try MappedFile(path: path)
    var faults = FaultList(file: path, limit: faultLimit)
    let rows = file.withBytes { bytes in
      var reader = ManifestLineReader(attribute: attribute, labels: labels)
      return readRows(bytes, reader: &reader, faults: &faults)
    }
    try faults.throwIfAny()
    return Manifest(attribute: attribute, rows: rows, file: file)
  }

  private static func readRows(
    _ bytes: UnsafeBufferPointer<UInt8>, reader: inout ManifestLineReader, faults: inout FaultList
  ) -> [Row] {
    var rows: [Row] = []
    var number = 0
    for range in LineRanges(bytes) {
      number += 1
      do throws(FileFault.Reason) {
        let line = try reader.read(bytes.slice(range))
        if faults.faults.isEmpty { rows.append(Row(range: range, line: line)) }
      } catch {
        faults.add(error, line: number)
        if faults.isFull { return rows }
      }
    }
    if number == 0 { faults.add(.manifest(.emptyFile), line: nil) }
    return rows
  }

  /// Gives the line's bytes, without its line end, to `body`.
  package func withLine<Result>(
    at row: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try file.withBytes { try body($0.slice(rows[row].range)) }
  }

  /// Gives all bytes of the file to `body`; `Row.range` says where the lines stand in it.
  package func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try file.withBytes(body)
  }

  /// Returns the text to be labeled.
  package func text(at row: Int) -> String {
    withLine(at: row) { JSONString.decode($0, value: rows[row].source) ?? "" }
  }

  /// Returns the item of a line with what stands beside its text.
  package func item(at row: Int, contextKeys: [String] = []) -> Item {
    withLine(at: row) { line in
      ManifestLine(line).item(id: row, contextKeys: contextKeys)
    }
  }

  /// Returns the user's own `id` of a line as text.
  package func identifier(at row: Int) -> String? {
    withLine(at: row) { ManifestLine($0).value(of: "id") }
  }

  /// Returns the first line with this `id`.
  ///
  /// It reads the file from the start: for one look-up, not for many.
  package func row(withIdentifier identifier: String) -> Int? {
    rows.indices.first { self.identifier(at: $0) == identifier }
  }
}
