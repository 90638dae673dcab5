package import Domain
package import Foundation

/// The lead's settings, with the fields of `LeadSettings`; the database has a copy for labelers' screens.
package typealias SettingsFile = LeadFile<LeadSettings>

/// The lead's changes of the labels, oldest first.
package typealias LabelChangesFile = LeadFile<[LabelChange]>

/// A value as JSON, in a file of the project's folder that only the lead can write.
package struct LeadFile<Value: Codable & Sendable>: Sendable {
  private let path: String
  private let content: LeadFileFault.Content

  private init(_ path: String, _ content: LeadFileFault.Content) {
    (self.path, self.content) = (path, content)
  }

  /// Reads the value; nil if the lead has not changed anything.
  ///
  /// Throws `FileFaults` if someone else wrote the file or it cannot be read.
  package func read() throws -> Value? {
    guard try LeadOwnership.hasFile(path, else: .notTheLeads(content)) else { return nil }
    guard let data = contents(), let value = try? Self.value(of: data) else {
      throw FileFaults(file: path, LeadFileFault.unreadable(content))
    }
    return value
  }

  /// The bytes; nil if there are more than any such file has: another large file of the lead's may have
  /// been moved here.
  private func contents() -> Data? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    let data = (try? file.read(upToCount: Self.mostBytes + 1)) ?? Data()
    return data.count > Self.mostBytes ? nil : data
  }

  private static var mostBytes: Int { 1 << 24 }

  /// Returns the value that a file's bytes say.
  package static func value(of data: Data) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return try decoder.decode(Value.self, from: data)
  }

  /// Writes the value, completely or not at all.
  package func write(_ value: Value, permissions: UInt32) throws {
    var file = try AtomicFile(path: path, permissions: permissions)
    try file.append(Self.bytes(of: value))
    try file.commit()
  }

  package static func bytes(of value: Value) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    encoder.dateEncodingStrategy = .iso8601
    return try Array(encoder.encode(value)) + [UInt8(ascii: "\n")]
  }
}

extension LeadFile where Value == LeadSettings {
  package init(path: String) { self.init(path, .settings) }
}

extension LeadFile where Value == [LabelChange] {
  package init(path: String) { self.init(path, .labelChanges) }
}
