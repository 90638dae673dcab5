package import Domain
import Foundation

/// One checked line of a manifest, to be asked for its keys.
package struct ManifestLine {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var members = JSONMembers()

  /// Makes a line from bytes that must stay in place while it is used.
  ///
  /// A line that is not valid JSON has no keys.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    do throws(JSONFault) {
      try members.scan(bytes)
    } catch {
      members = JSONMembers()
    }
  }

  /// Returns a key's value as text: strings decoded, anything else as it is written; nil for null.
  package func value(of key: String) -> String? {
    guard let member = members.member(StaticKey(key), in: bytes) else { return nil }
    if let text = JSONString.decode(bytes, value: member.value) { return text }
    let text = String(decoding: bytes[member.value], as: UTF8.self)
    return text == "null" ? nil : text
  }

  package func item(id: Item.ID, contextKeys: [String]) -> Item {
    let context = contextKeys.compactMap { key in
      value(of: key).map { ContextField(key: key, value: $0) }
    }
    return Item(id: id, text: value(of: "source") ?? "", context: context)
  }
}

/// Reads single items out of a manifest by the place of their lines, without reading the rest.
package struct ManifestItems: Sendable {
  private let path: String
  private let contextKeys: [String]

  package init(path: String, contextKeys: [String]) {
    self.path = path
    self.contextKeys = contextKeys
  }

  /// Returns the item whose line begins at `offset` and has `length` bytes.
  package func item(id: Item.ID, offset: Int, length: Int) throws(FileFaults) -> Item {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemFault.faults(action: "read", path: path) }
    defer { close(descriptor) }
    var line = [UInt8](repeating: 0, count: length)
    let count = line.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, length, offset) }
    guard count == length else { throw SystemFault.faults(action: "read", path: path) }
    return line.withUnsafeBufferPointer {
      ManifestLine($0).item(id: id, contextKeys: contextKeys)
    }
  }
}
