package import Domain

/// An input manifest with all lines checked; each line is an item.
///
/// Memory holds 16 bytes for each line; texts are read from the mapped file on demand.
package struct Manifest: Sendable {
  /// The ranges of a line and its text in the file, and the item's initial label.
  package struct Line: Sendable, Equatable {
    /// The line's offset (44 bits) and length; 20 bits hold any length in bytes that
    /// `ManifestLimits.line` allows.
    private let place: UInt64
    /// The start and length of the text (20 bits each), then the label plus 1 and whether it is by people.
    private let contents: UInt64

    private static let lengthBits: UInt64 = 20
    private static let lengthMask: UInt64 = 1 << lengthBits - 1

    /// `source` is the range of that key's value within the line, with its quotes.
    init(range: Range<Int>, source: Range<Int>, label: InitialLabel?) {
      precondition(range.count <= Self.lengthMask, "The reader refuses longer lines.")
      place = UInt64(range.lowerBound) << Self.lengthBits | UInt64(range.count)
      let given = label.map { UInt64($0.index + 1) << 1 | ($0.isHuman ? 1 : 0) } ?? 0
      contents =
        (given << Self.lengthBits | UInt64(source.lowerBound)) << Self.lengthBits
        | UInt64(source.count)
    }

    /// The range of the line in the file, without its line end.
    package var range: Range<Int> {
      let offset = Int(place >> Self.lengthBits)
      return offset..<offset + Int(place & Self.lengthMask)
    }

    /// The range of the value of `source` within the line, with its quotes.
    var source: Range<Int> {
      let start = Int(contents >> Self.lengthBits & Self.lengthMask)
      return start..<start + Int(contents & Self.lengthMask)
    }

    package var initialLabel: InitialLabel? {
      let given = contents >> (2 * Self.lengthBits)
      return given == 0 ? nil : InitialLabel(index: Int(given >> 1) - 1, isHuman: given & 1 == 1)
    }
  }

  package let attribute: LabelAttributeName
  /// The lines, by item.
  package let lines: [Line]
  private let file: MappedFile
  /// The bytes of the file that are the manifest; further ones are being added.
  private let length: Int

  package var path: String { file.path }

  /// Gives back the memory of the file's pages; they are read again when they are needed.
  package func releasePages() { file.releasePages() }

  package var count: Int { lines.count }

  /// Whether the file has bytes behind the manifest: an addition that is under way.
  package var isLonger: Bool { file.count > length }

  /// Reads a manifest and checks every line.
  ///
  /// Reports the faults of up to `faultLimit` lines together.
  package static func read(
    path: String, attribute: LabelAttributeName, labels: LabelSet, faultLimit: Int = 100
  ) throws(FileFaults) -> Manifest {
    try read(
      try MappedFile(path: path), attribute: attribute, labels: labels, faultLimit: faultLimit)
  }

  /// Reads a manifest that was opened, such as a pipe, which gives its bytes once.
  package static func read(
    _ file: MappedFile, attribute: LabelAttributeName, labels: LabelSet, faultLimit: Int = 100
  ) throws(FileFaults) -> Manifest {
    try read(
      file, length: nil, attribute, ManifestLineReader(attribute: attribute, labels: labels),
      faultLimit: faultLimit)
  }

  /// Reads the first `length` bytes of a project's input, all of it if nil.
  ///
  /// Blank texts are accepted, since an earlier version may have made the project.
  package static func readInput(
    path: String, length: Int?, attribute: LabelAttributeName, labels: LabelSet
  ) throws(FileFaults) -> Manifest {
    var reader = ManifestLineReader(attribute: attribute, labels: labels)
    reader.acceptsBlankTexts = true
    return try read(try MappedFile(path: path), length: length, attribute, reader, faultLimit: 100)
  }

  private static func read(
    _ file: MappedFile, length: Int?, _ attribute: LabelAttributeName,
    _ reader: ManifestLineReader, faultLimit: Int
  ) throws(FileFaults) -> Manifest {
    var (reader, faults) = (reader, FaultList(file: file.path, limit: faultLimit))
    let (lines, count) = file.withBytes { all in
      let bytes = UnsafeBufferPointer(rebasing: all.prefix(length ?? all.count))
      return (readLines(bytes, reader: &reader, faults: &faults), bytes.count)
    }
    try faults.throwIfAny()
    return Manifest(attribute: attribute, lines: lines, file: file, length: count)
  }

  private static func readLines(
    _ bytes: UnsafeBufferPointer<UInt8>, reader: inout ManifestLineReader, faults: inout FaultList
  ) -> [Line] {
    var lines: [Line] = []
    var number = 0
    for range in LineRanges(bytes) {
      number += 1
      do throws(ManifestFault) {
        let line = try reader.read(bytes.slice(range), at: range.lowerBound)
        if faults.faults.isEmpty { lines.append(line) }
      } catch {
        faults.add(error, line: number)
        if faults.isFull { return lines }
      }
    }
    if number == 0 { faults.add(ManifestFault.emptyFile, line: nil) }
    return lines
  }

  /// Returns the label that an item came with; nil if it had none, or the manifest has no such item.
  package func initialLabel(of item: Item.ID) -> InitialLabel? {
    lines.indices.contains(item) ? lines[item].initialLabel : nil
  }

  /// Calls `body` with the bytes of an item's line, without the line end.
  package func withLine<Result>(
    of item: Item.ID, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try file.withBytes { try body($0.slice(lines[item].range)) }
  }

  /// Calls `body` with all bytes of the manifest; `Line.range` refers to them.
  package func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try file.withBytes { try body(UnsafeBufferPointer(rebasing: $0.prefix(length))) }
  }

  /// Returns the text of an item.
  package func text(of item: Item.ID) -> String {
    withLine(of: item) { JSONString.decode($0, value: lines[item].source) ?? "" }
  }

  /// Returns an item with the context that these keys name.
  package func item(at id: Item.ID, contextKeys: [String] = []) -> Item {
    withLine(of: id) { Item(id: id, line: $0, contextKeys: contextKeys) }
  }

  /// Returns the `id` key of an item's line as text.
  package func identifier(of item: Item.ID) -> String? {
    withLine(of: item) { JSONLine($0).value(of: "id") }
  }
}
