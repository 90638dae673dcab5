/// Puts lines together from pieces that end anywhere.
struct LineGatherer {
  private let limit: Int
  private var rest: [UInt8] = []

  init(limit: Int) {
    self.limit = limit
  }

  /// Takes a piece and gives each line that it ends to `body`, without its line end.
  ///
  /// A line of more than `limit` bytes is given as soon as it is that long; `body` must refuse it.
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

  /// Gives what stands behind the last line end to `body`, if there is something.
  mutating func finish(body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    guard !rest.isEmpty else { return }
    let line = rest
    rest.removeAll(keepingCapacity: true)
    try line.withUnsafeBufferPointer { try body($0) }
  }
}
