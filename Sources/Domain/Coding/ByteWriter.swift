/// Encodes numbers and texts, little-endian.
///
/// An array is its count (8 bytes) and its elements; a text is the array of its UTF-8 bytes.
package struct ByteWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write(_ number: some StoredNumber) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ numbers: [some StoredNumber]) {
    write(UInt64(numbers.count))
    numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ text: String) { write(Array(text.utf8)) }
}
