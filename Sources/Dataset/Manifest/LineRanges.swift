/// The byte ranges of a text file's lines, without line ends.
///
/// Leaves out empty lines at the end of the file, but not between other lines.
struct LineRanges: Sequence, IteratorProtocol {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    var end = bytes.count
    while end > 0, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    self.end = end
  }

  mutating func next() -> Range<Int>? {
    guard position < end else { return nil }
    let start = position
    let lineEnd = Swift.min(bytes.endOfLine(from: start), end)
    position = lineEnd + 1
    let hasReturn = lineEnd > start && bytes[lineEnd - 1] == 0x0D
    return start..<(hasReturn ? lineEnd - 1 : lineEnd)
  }
}
