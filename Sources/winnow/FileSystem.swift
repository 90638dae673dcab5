internal import Foundation
internal import Glibc

/// What the system says of a place on disk.
enum FileSystem {
  /// Refuses file systems over a network, where SQLite's locks cannot be trusted.
  static func refuseNetwork(_ path: String) throws {
    var answer = statfs()
    guard statfs(path, &answer) == 0 else { throw FileSystemError.unreadable(path, code: errno) }
    if let name = networkNames[UInt32(truncatingIfNeeded: answer.f_type)] {
      throw FileSystemError.network(path, name: name)
    }
  }

  static func status(_ path: String) throws -> stat {
    var answer = stat()
    guard stat(path, &answer) == 0 else { throw FileSystemError.unreadable(path, code: errno) }
    return answer
  }

  /// The magic numbers of statfs(2).
  private static let networkNames: [UInt32: String] = [
    0x6969: "NFS", 0x517B: "SMB", 0xFE53_4D42: "SMB2", 0xFF53_4D42: "CIFS", 0x5346_414F: "AFS",
    0x00C3_6400: "Ceph", 0x0BD0_0BD0: "Lustre", 0x0102_1997: "9P", 0x4750_4653: "GPFS",
  ]
}

/// Why a place on disk cannot be used.
enum FileSystemError: Error, Equatable, CustomStringConvertible {
  case network(String, name: String)
  case unreadable(String, code: Int32)

  var description: String {
    switch self {
    case .network(let path, let name):
      "\(path) is on a network file system (\(name)), where locks cannot be trusted and answers "
        + "could be lost; put the project on a disk of the machine that people log in to"
    case .unreadable(let path, let code): "\(path): \(String(cString: strerror(code)))"
    }
  }
}
