import Foundation

/// The bytes of a whole file, paged in by the system as they are read.
///
/// The file must not be shortened while it is in use; a project's own files never are.
package struct MappedFile: Sendable {
  package let path: String
  private let data: Data

  package init(path: String) throws(FileFaults) {
    self.path = path
    do {
      data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    } catch {
      throw FileFaults(file: path, SystemFault(action: "read", message: Self.message(error)))
    }
  }

  package var count: Int { data.count }

  /// Calls `body` with the bytes, which are valid only during the call.
  package func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try data.withUnsafeBytes { try body($0.assumingMemoryBound(to: UInt8.self)) }
  }

  private static func message(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "there is no such file; check the path"
    case .fileReadNoPermission: "permission denied; ask its owner for read access"
    default: "\((error as NSError).localizedDescription)"
    }
  }
}
