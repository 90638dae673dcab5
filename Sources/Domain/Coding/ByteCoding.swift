/// Puts numbers into bytes, in this machine's order.
package struct ByteWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func append(raw: [UInt8]) { bytes += raw }

  package mutating func append<Number: BitwiseCopyable>(_ number: Number) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  /// Appends a count and then the numbers.
  package mutating func append<Number: BitwiseCopyable>(_ numbers: [Number]) {
    append(UInt64(numbers.count))
    numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }
}

/// Takes numbers out of bytes again, in the order in which they were put in.
package struct ByteReader: Sendable {
  /// The bytes ended before the numbers did.
  package struct EndOfBytes: Error, Equatable {
    package init() {}
  }

  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package mutating func value<Number: BitwiseCopyable>(
    _ type: Number.Type = Number.self
  ) throws -> Number {
    let size = MemoryLayout<Number>.size
    guard bytes.count - position >= size else { throw EndOfBytes() }
    defer { position += size }
    return bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: position, as: Number.self)
    }
  }

  package mutating func values<Number: BitwiseCopyable>(
    _ type: Number.Type = Number.self
  ) throws -> [Number] {
    let size = MemoryLayout<Number>.size
    let count = Int(clamping: try value(UInt64.self))
    guard count <= (bytes.count - position) / size else { throw EndOfBytes() }
    let (from, to) = (position, position + count * size)
    position = to
    return [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
      UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes[from..<to])
      initialized = count
    }
  }
}
