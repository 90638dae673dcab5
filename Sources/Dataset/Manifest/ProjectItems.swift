package import Domain
import Foundation

/// The items of a project, read one at a time by the places of their lines in the input.
package struct ProjectItems: Sendable {
  private let index: LineIndex
  private let path: String
  private let contextKeys: [String]

  package init(folder: ProjectFolder, contextKeys: [String]) {
    index = LineIndex(path: folder.lineIndex)
    path = folder.input
    self.contextKeys = contextKeys
  }

  package func item(at id: Item.ID) throws -> Item {
    let range = try index.line(id)
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw SystemFault.faults(action: "read", path: path) }
    defer { close(file) }
    var line = [UInt8](repeating: 0, count: range.count)
    let count = line.withUnsafeMutableBytes {
      pread(file, $0.baseAddress, range.count, off_t(range.lowerBound))
    }
    guard count == range.count else { throw SystemFault.faults(action: "read", path: path) }
    return line.withUnsafeBufferPointer { Item(id: id, line: $0, contextKeys: contextKeys) }
  }
}
