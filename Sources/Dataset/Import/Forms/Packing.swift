/// A form in which files are packed, told by the bytes that they begin with.
package struct Packing: Sendable, Equatable {
  package let magic: [UInt8]
  /// The program that unpacks it, and its option for writing to standard output.
  package let program: String
  package let option: String

  /// As many bytes at the beginning of a file tell its packing.
  package static let magicCount = 6

  private static let all = [
    Packing(magic: [0x1F, 0x8B], program: "gzip", option: "-dc"),
    Packing(magic: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], program: "xz", option: "-dc"),
    Packing(magic: [0x28, 0xB5, 0x2F, 0xFD], program: "zstd", option: "-dc"),
    Packing(magic: [0x42, 0x5A, 0x68], program: "bzip2", option: "-dc"),
  ]

  /// Returns the packing of a file that begins with these bytes; nil if it is not packed.
  package static func of(_ bytes: some Sequence<UInt8>) -> Packing? {
    all.first { bytes.starts(with: $0.magic) }
  }
}
