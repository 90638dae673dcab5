#if canImport(Glibc)
  internal import Glibc
#endif

/// A reason why a sealed file cannot be read.
package enum SealedFileFault: FaultReason {
  case missing
  case foreign(FileKind)
  case damaged

  /// Returns the error of a file that could not be opened, by `errno`: only one that is not there is
  /// made anew by the loop.
  static func unopened(_ path: String) -> FileFaults {
    errno == ENOENT
      ? FileFaults(file: path, SealedFileFault.missing)
      : SystemFault.faults(action: "read", path: path)
  }

  package var description: String {
    switch self {
    case .missing: "missing; start the loop again to make it"
    case .foreign(let kind):
      "not a \(kind.rawValue) file of this version of winnow; remove it and start the loop again"
    case .damaged: "damaged (wrong length or checksum); remove it and start the loop again"
    }
  }
}
