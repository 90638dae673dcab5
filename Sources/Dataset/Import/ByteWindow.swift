/// A part of a file in memory that advances record by record.
struct ByteWindow {
  /// The longest record in bytes; a longer one most likely has an unclosed quote.
  static let recordLimit = 1 << 23
  private static let step = 1 << 18

  private let file: InputFile
  private var buffer: [UInt8] = []
  private var start = 0
  /// The number of bytes that were read.
  private(set) var fileOffset = 0
  private(set) var isAtEndOfFile = false

  init(_ file: InputFile) throws(FileFaults) {
    self.file = file
    try fill()
    // Skip a UTF-8 byte order mark.
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
  }

  var isEmpty: Bool { isAtEndOfFile && start == buffer.count }

  /// The number of bytes that are not consumed yet.
  var count: Int { buffer.count - start }

  /// Calls `body` with the bytes that are not consumed yet.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    buffer.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start...])) }
  }

  mutating func consume(_ count: Int) {
    start += count
  }

  /// Reads more of the file into the window.
  mutating func fill() throws(FileFaults) {
    let old = buffer[start...]
    // Doubling keeps the cost of a long record linear.
    let capacity = old.count + Swift.max(Self.step, old.count)
    var outcome = Result<Int, FileFaults>.success(0)
    buffer = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
      _ = target.initialize(fromContentsOf: old)
      let free = UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(target)[old.count...])
      do throws(FileFaults) {
        outcome = .success(try file.read(into: free, at: fileOffset))
      } catch {
        outcome = .failure(error)
      }
      count = old.count + ((try? outcome.get()) ?? 0)
    }
    start = 0
    let count = try outcome.get()
    fileOffset += count
    isAtEndOfFile = count == 0
  }
}
