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

    init(offset: Int, length: Int, line: ManifestLineReader.Line) {
      self.offset = offset
      self.length = Int32(length)
      sourceStart = UInt32(line.source.lowerBound)
      sourceLength = UInt32(line.source.count)
      label = line.given.map { Int16($0.index) } ?? -1
      isHuman = line.given?.isHuman ?? false
    }

    package var range: Range<Int> { offset..<offset + Int(length) }

    /// The value of `source` in the line, quotes included.
    var source: Range<Int> { Int(sourceStart)..<Int(sourceStart + sourceLength) }

    package var given: GivenLabel? {
      label < 0 ? nil : GivenLabel(index: Int(label), isHuman: isHuman)
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
    let end = endOfLastLine(bytes)
    guard end > 0 else {
      faults.add(.manifest(.emptyFile), line: nil)
      return []
    }
    var rows: [Row] = []
    var start = 0
    var number = 1
    while start < end, !faults.isFull {
      let lineEnd = Swift.min(bytes.endOfLine(from: start), end)
      let range = start..<trimmingReturn(bytes, start: start, end: lineEnd)
      do throws(FileFault.Reason) {
        let line = try reader.read(bytes.slice(range))
        if faults.faults.isEmpty {
          rows.append(Row(offset: start, length: range.count, line: line))
        }
      } catch {
        faults.add(error, line: number)
      }
      start = lineEnd + 1
      number += 1
    }
    return rows
  }

  /// Returns the end of the last line that is not empty: editors leave empty ones at the end.
  private static func endOfLastLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var end = bytes.count
    while end > 0, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  private static func trimmingReturn(
    _ bytes: UnsafeBufferPointer<UInt8>, start: Int, end: Int
  ) -> Int {
    end > start && bytes[end - 1] == 0x0D ? end - 1 : end
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
