import Dataset
import Domain
import Foundation
package import Learning

/// The file of a model outside a project.
package enum ModelFile {
  /// The name of the file in a folder that holds a model.
  package static let name = "model.winnow"

  /// Returns the file itself, which a folder may stand for.
  package static func path(_ path: String) -> String {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return exists && isFolder.boolValue ? "\(path)/\(name)" : path
  }

  /// Reads a model from a file, or from `model.winnow` in a folder.
  package static func read(_ path: String) throws -> TextModel {
    let file = self.path(path)
    let bytes = try MappedFile(path: file).withBytes { Array($0) }
    do throws(ByteFault) {
      return try TextModel(bytes: bytes)
    } catch {
      throw ServiceError.unreadableModel(file: file, error)
    }
  }

  /// Writes a model whole, flushed to disk, or not at all; through a device or a pipe.
  package static func write(_ model: TextModel, to path: String) throws {
    // The umask decides who else may read it.
    var file = try AtomicFile(output: path, permissions: nil)
    try file.append(model.bytes)
    try file.commit()
  }
}
