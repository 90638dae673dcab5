import Domain
import Foundation

/// The length and checksum of a project's input, so that a change of its bytes is found.
///
/// Projects made before 0.2.0 have none.
package struct InputSeal: Sendable, Equatable {
  /// The bytes of the input that count; further ones are being added.
  package let length: Int
  private let checksum: UInt64

  /// Takes the seal of an input's bytes.
  package init(of manifest: Manifest) {
    (length, checksum) = manifest.withBytes { bytes in
      (bytes.count, Seal.checksum(UnsafeRawBufferPointer(bytes)))
    }
  }

  /// Reads the seal of a project; nil if it has none.
  package init?(in folder: ProjectFolder) throws {
    guard FileManager.default.fileExists(atPath: folder.inputSeal) else { return nil }
    var reader = ByteReader(
      try SealedFile.read(folder.inputSeal, kind: .input)[...], of: "input's seal")
    let (count, checksum): (UInt64, UInt64) = (try reader.number(), try reader.number())
    try reader.require(count <= UInt64(Int.max), "its length is no length")
    (length, self.checksum) = (Int(count), checksum)
    try reader.requireEnd()
  }

  package func write(in folder: ProjectFolder) throws {
    var writer = ByteWriter()
    writer.write(UInt64(length))
    writer.write(checksum)
    try SealedFile.write(writer.bytes, kind: .input, to: folder.inputSeal)
  }
}
