import Foundation

/// Keeps the beginning and the end of a program's output in a file of limited size.
///
/// The beginning is written at once; the end is added by `close`.
struct CappedLog {
  /// The bytes that are kept of the beginning, and as many of the end.
  static let part = 1 << 18

  let path: String?
  private let file: FileHandle?
  private var headCount = 0
  private var tail: [UInt8] = []
  private var leftOut = 0

  /// Truncates the file; without a path only the last lines are kept.
  init(path: String?) throws {
    self.path = path
    file = try path.map { try Self.open($0, O_TRUNC) }
  }

  /// Keeps at most `part` bytes that the file holds, and appends to them.
  init(appendingTo path: String) throws {
    self.path = path
    let file = try Self.open(path, 0)
    if let old = FileManager.default.contents(atPath: path), old.count > Self.part {
      try file.truncate(atOffset: 0)
      try file.write(contentsOf: old.suffix(Self.part))
    }
    try file.seekToEnd()
    self.file = file
  }

  private static func open(_ path: String, _ flag: Int32) throws -> FileHandle {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flag
    let descriptor = Foundation.open(path, flags, 0o600)
    guard descriptor >= 0 else {
      throw ModelFailure("\(path): cannot be written: \(String(cString: strerror(errno)))")
    }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    let head = bytes.prefix(max(0, Self.part - headCount))
    if !head.isEmpty {
      headCount += head.count
      // A full disk must not end the program that is logged.
      try? file?.write(contentsOf: Data(head))
    }
    tail += bytes
    if tail.count > 2 * Self.part {
      leftOut += tail.count - Self.part
      tail.removeFirst(tail.count - Self.part)
    }
  }

  /// Adds the end to the file.
  mutating func close() {
    let seen = leftOut + tail.count
    let missing = seen - headCount
    guard missing > 0 else { return }
    let end = tail.suffix(min(missing, Self.part))
    if missing > end.count {
      try? file?.write(contentsOf: Data("\n… \(missing - end.count) bytes left out …\n".utf8))
    }
    try? file?.write(contentsOf: Data(end))
    headCount = seen
  }

  /// Returns the last lines, without control characters.
  func lastLines(_ count: Int = 5) -> [String] {
    tail.suffix(1 << 14).split { $0 == 0x0A || $0 == 0x0D }
      .suffix(count)
      .map { SafeExcerpt($0, limit: 200).description.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  /// Returns whether the end of the output contains the text, ignoring case.
  func mentions(_ text: String) -> Bool {
    String(decoding: tail, as: UTF8.self).lowercased().contains(text.lowercased())
  }
}
