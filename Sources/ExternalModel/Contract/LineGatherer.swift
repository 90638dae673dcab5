/// Splits a stream into lines, of which a piece may hold any part.
struct LineGatherer {
  private let limit: Int
  private var rest: [UInt8] = []

  init(limit: Int) {
    self.limit = limit
  }

  /// Takes a piece, and passes each line that it ends to `body`, without the line feed.
  ///
  /// A line of more than `limit` bytes is passed as soon as it is that long; `body` must refuse it.
  mutating func append(
    _ bytes: UnsafeRawBufferPointer, body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    var bytes = UnsafeRawBufferPointer(rebasing: bytes[...])
    while let end = bytes.firstIndex(of: 0x0A) {
      let line = UnsafeRawBufferPointer(rebasing: bytes[..<end])
      if rest.isEmpty {
        try line.withMemoryRebound(to: UInt8.self) { try body($0) }
      } else {
        rest += line
        try finish(body: body)
      }
      bytes = UnsafeRawBufferPointer(rebasing: bytes[(end + 1)...])
    }
    rest += bytes
    if rest.count > limit { try finish(body: body) }
  }

  /// Passes the bytes behind the last line feed to `body`, if there are any.
  mutating func finish(body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    guard !rest.isEmpty else { return }
    let line = rest
    rest.removeAll(keepingCapacity: true)
    try line.withUnsafeBufferPointer { try body($0) }
  }
}
