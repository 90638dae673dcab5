package import Domain
import Foundation

/// The lead's settings, with the fields of `LeadSettings`; the database has a copy for labelers' screens.
package typealias SettingsFile = LeadFile<LeadSettings>

/// The lead's changes of the labels, oldest first.
package typealias LabelChangesFile = LeadFile<[LabelChange]>

/// A value as JSON, in a file of the project's folder that only the lead can write.
package struct LeadFile<Value: Codable & Sendable>: Sendable {
  private let path: String

  package init(path: String) {
    self.path = path
  }

  /// Reads the value; nil if the lead has not changed anything.
  ///
  /// Throws `FileFaults` if someone else wrote the file or it cannot be read.
  package func read() throws -> Value? {
    guard try LeadOwnership.hasFile(path, else: .notTheLeads) else { return nil }
    do {
      let data = try Data(contentsOf: URL(filePath: path))
      return try Self.decoder.decode(Value.self, from: data)
    } catch {
      throw FileFaults(file: path, SettingsFault.unreadable)
    }
  }

  /// Writes the value, completely or not at all.
  package func write(_ value: Value, permissions: UInt32) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    encoder.dateEncodingStrategy = .iso8601
    var file = try AtomicFile(path: path, permissions: permissions)
    try file.append(Array(encoder.encode(value)) + [UInt8(ascii: "\n")])
    try file.commit()
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return decoder
  }
}

/// The files of a project's folder that a command believes only if they are the lead's.
package enum LeadOwnership {
  /// Returns whether there is a file; throws `FileFaults` with `fault` if someone else can write it.
  package static func hasFile(_ path: String, else fault: SettingsFault) throws -> Bool {
    var place = stat()
    guard lstat(path, &place) == 0 else { return false }
    var folder = stat()
    let parent = URL(filePath: path).deletingLastPathComponent().path
    let isLeads = stat(parent, &folder) == 0 && folder.st_uid == place.st_uid
    guard isLeads, place.st_mode & S_IFMT == S_IFREG, place.st_mode & 0o022 == 0 else {
      throw FileFaults(file: path, fault)
    }
    return true
  }
}
