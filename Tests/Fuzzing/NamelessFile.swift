import Dataset

/// A file without a name, for parsers that map their input.
final class NamelessFile {
  private let file: UnlinkedFile

  init(_ bytes: [UInt8]) throws {
    file = try UnlinkedFile(for: "in")
    try bytes.withUnsafeBytes { try file.append($0) }
  }

  /// Calls `body` with a path that opens it.
  func withPath<Value>(_ body: (String) throws -> Value) rethrows -> Value {
    try withExtendedLifetime(file) { try body("/proc/self/fd/\(file.descriptor)") }
  }
}
