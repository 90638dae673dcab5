/// Puts lines together from pieces that end anywhere.
struct LineGatherer {
  /// A line is longer than any that makes sense.
  struct LineTooLong: Error {
    let start: [UInt8]
  }

  private let limit: Int
  private var rest: [UInt8] = []

  init(limit: Int) {
    self.limit = limit
  }

  /// Takes a piece and gives each line that it ends to `body`, without its line end.
  mutating func append(
    _ bytes: UnsafeRawBufferPointer, body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    var bytes = UnsafeRawBufferPointer(rebasing: bytes[...])
    while let end = bytes.firstIndex(of: 0x0A) {
      let line = UnsafeRawBufferPointer(rebasing: bytes[..<end])
      if rest.isEmpty {
        try give(line, body)
      } else {
        rest += line
        try finish(body: body)
      }
      bytes = UnsafeRawBufferPointer(rebasing: bytes[(end + 1)...])
    }
    rest += bytes
    if rest.count > limit { throw LineTooLong(start: Array(rest.prefix(1024))) }
  }

  /// Gives what stands behind the last line end to `body`, if there is something.
  mutating func finish(body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    guard !rest.isEmpty else { return }
    let line = rest
    rest.removeAll(keepingCapacity: true)
    try line.withUnsafeBytes { try give($0, body) }
  }

  private func give(
    _ line: UnsafeRawBufferPointer, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    if line.count > limit { throw LineTooLong(start: Array(line.prefix(1024))) }
    try line.withMemoryRebound(to: UInt8.self) { try body($0) }
  }
}
