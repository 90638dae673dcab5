package import Domain
package import Foundation

/// The lead's settings, in a file of the project's folder that only the lead can write.
///
/// JSON with the fields of `LeadSettings`. The database has a copy for labelers' screens.
package struct SettingsFile: Sendable {
  private let path: String

  package init(path: String) {
    self.path = path
  }

  /// Reads the settings; nil if the lead has not changed any.
  ///
  /// Throws `FileFaults` if someone else wrote the file or it cannot be read.
  package func read() throws -> LeadSettings? {
    var place = stat()
    guard lstat(path, &place) == 0 else { return nil }
    try checkOwner(place)
    do {
      let data = try Data(contentsOf: URL(filePath: path))
      return try JSONDecoder().decode(LeadSettings.self, from: data)
    } catch {
      throw FileFaults(file: path, SettingsFault.unreadable)
    }
  }

  /// Writes the settings, completely or not at all.
  package func write(_ settings: LeadSettings, permissions: mode_t) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    var file = try AtomicFile(path: path, permissions: permissions)
    try file.append(Array(encoder.encode(settings)) + [UInt8(ascii: "\n")])
    try file.commit()
  }

  private func checkOwner(_ place: stat) throws {
    var folder = stat()
    let parent = URL(filePath: path).deletingLastPathComponent().path
    let isLeads = stat(parent, &folder) == 0 && folder.st_uid == place.st_uid
    guard isLeads, place.st_mode & S_IFMT == S_IFREG, place.st_mode & 0o022 == 0 else {
      throw FileFaults(file: path, SettingsFault.notTheLeads)
    }
  }
}
