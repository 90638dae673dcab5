import Glibc

/// The frames of a write-ahead log that belong together, as its headers tell them.
///
/// A log that was cut or overwritten in place while it is open has a gap, which a commit then writes
/// behind: SQLite knows its frames by an index in shared memory, reads the gap as pages, and copies it
/// into the database at the next checkpoint. All frames since the log was begun bear its salts
/// (sqlite.org/fileformat2.html#walformat), and there are never fewer of them. SQLite has no locks on
/// this file, so that it may be opened and closed beside it.
struct WriteAheadLog: Equatable {
  /// The random numbers that the log was begun with.
  let salts: UInt64
  /// The frames from the log's begin on that bear them.
  let frames: Int

  /// The frames after which a commit copies the log into the database, as SQLite's own default has it.
  static let framesOfCheckpoint = 1000
  private static let magic: ClosedRange<UInt32> = 0x377f_0682...0x377f_0683
  private static let (headerSize, frameHeaderSize) = (32, 24)

  /// Reads the log of a database; nil if it has no header.
  ///
  /// Only the last ones of an earlier state's frames are looked at again: a cut takes those first.
  init?(path: String, after known: WriteAheadLog? = nil) {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    // Another process may begin the log anew meanwhile: its header changes first.
    for _ in 0..<10 {
      guard let header = Self.header(of: file) else { return nil }
      let start = known.map { $0.salts == header.salts ? max(0, $0.frames - 2) : 0 } ?? 0
      let count = Self.frames(in: file, from: start, header.salts, pageSize: header.pageSize)
      if Self.header(of: file)?.salts == header.salts {
        (salts, frames) = (header.salts, count)
        return
      }
    }
    return nil
  }

  /// Whether this is what has become of an earlier state, by commits alone.
  func follows(_ earlier: WriteAheadLog) -> Bool {
    salts != earlier.salts || frames >= earlier.frames
  }

  private static func header(of file: Int32) -> (salts: UInt64, pageSize: Int)? {
    guard let bytes = read(headerSize, of: file, at: 0), magic ~= number(bytes, at: 0) else {
      return nil
    }
    return (salts(bytes, at: 16), Int(number(bytes, at: 8)))
  }

  private static func frames(
    in file: Int32, from start: Int, _ salts: UInt64, pageSize: Int
  ) -> Int {
    var count = start
    while let bytes = read(
      frameHeaderSize, of: file, at: headerSize + count * (frameHeaderSize + pageSize)),
      self.salts(bytes, at: 8) == salts
    {
      count += 1
    }
    return count
  }

  private static func salts(_ bytes: [UInt8], at offset: Int) -> UInt64 {
    UInt64(number(bytes, at: offset)) << 32 | UInt64(number(bytes, at: offset + 4))
  }

  /// Returns a number whose first byte is the highest.
  private static func number(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func read(_ count: Int, of file: Int32, at offset: Int) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = max(0, pread(file, buffer.baseAddress, count, off_t(offset)))
    }
    return bytes.count == count ? bytes : nil
  }
}
