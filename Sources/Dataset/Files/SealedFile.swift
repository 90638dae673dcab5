import Domain
import Foundation

/// A file of a project that is sealed by its kind, length and checksum.
package enum SealedFile {
  /// Writes a file whole, flushed to disk, or not at all.
  package static func write(_ body: [UInt8], kind: FileKind, to path: String) throws {
    // The umask says whether the group may read: it is set when a project is opened.
    var file = try AtomicFile(path: path, permissions: nil)
    try file.append(kind.seal.closed(body))
    try file.commit()
    Ownership.handOver(path)
  }

  /// Reads a file back.
  package static func read(_ path: String, kind: FileKind) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SealedFileError(file: path, reason: .missing)
    }
    do throws(ByteFault) {
      return Array(try kind.seal.opened([UInt8](data)))
    } catch {
      let isForeign = error.reason == .foreign
      throw SealedFileError(file: path, reason: isForeign ? .foreign(kind) : .damaged)
    }
  }
}

/// Why a file of a round could not be read.
package struct SealedFileError: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    case missing
    case foreign(FileKind)
    case damaged
  }

  package let file: String
  package let reason: Reason

  package var description: String {
    switch reason {
    case .missing: "\(file): not there; start the loop again and it is made anew"
    case .foreign(let kind): "\(file): not a \(kind.rawValue) file of this version of winnow"
    case .damaged:
      "\(file): damaged (its checksum does not fit); remove it and start the loop again"
    }
  }
}
