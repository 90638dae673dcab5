import Dataset
import Domain
import Foundation

/// Makes a project again from a backup, completely or not at all.
package struct ProjectRestore {
  private let path: String
  private let driver: ProjectBackup.Driver

  package init(path: String, driver: ProjectBackup.Driver) {
    (self.path, self.driver) = (path, driver)
  }

  /// Makes the project's folder, private to this user; throws `ProjectError.exists` if there is one.
  package func make(at target: String) throws -> BackupContents {
    guard !FileManager.default.fileExists(atPath: target) else {
      throw ProjectError.exists(target)
    }
    let archive = try TarReader(path: path)
    let contents = try Self.checked(archive, path: path)
    MakingFolder.removeLeftovers(beside: target)
    let making = ProjectFolder(path: try MakingFolder.path(for: target))
    do {
      try fill(making, from: archive)
      try check(making, contents)
      try FileManager.default.moveItem(atPath: making.path, toPath: target)
    } catch {
      try? FileManager.default.removeItem(atPath: making.path)
      throw error
    }
    return contents
  }

  /// Compares an archive with its list of contents: the same files, each as it was.
  static func checked(_ archive: TarReader, path: String) throws -> BackupContents {
    guard let first = archive.entries.first, first.name == BackupContents.name,
      let contents = try? archive.withBytes(of: first, { try BackupContents(json: Array($0)) })
    else { throw FileFaults(file: path, BackupFault.noBackup) }
    guard contents.version == 1 else {
      throw FileFaults(file: path, BackupFault.newer(contents.winnow))
    }
    let files = archive.entries.dropFirst().map { entry in
      archive.withBytes(of: entry) { BackupContents.File(name: entry.name, $0) }
    }
    for (found, listed) in zip(files, contents.files) where found != listed {
      throw FileFaults(file: path, BackupFault.changed(listed.name))
    }
    let unknown = files.first { !BackupFiles.isKnown($0.name) }?.name
    let needed = [BackupFiles.database, "input.manifest", "job.json"]
    let missing = needed.first { name in !files.contains { $0.name == name } }
    let other = files.count == contents.files.count ? nil : contents.files.last?.name
    if let name = unknown ?? missing ?? other {
      throw FileFaults(file: path, BackupFault.changed(name))
    }
    return contents
  }

  private func fill(_ folder: ProjectFolder, from archive: TarReader) throws {
    for path in folder.folders { try Self.makeFolder(path) }
    for entry in archive.entries.dropFirst() {
      let path = "\(folder.path)/\(entry.name)"
      try Self.makeFolder(URL(filePath: path).deletingLastPathComponent().path)
      try archive.withBytes(of: entry) { bytes in
        var file = try AtomicFile(
          path: path, permissions: entry.permissions & 0o100 == 0 ? 0o600 : 0o700)
        try file.append(bytes)
        try file.commit()
      }
    }
  }

  private static func makeFolder(_ path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Opens what was made: the database has what it had, and the input is as it was.
  private func check(_ folder: ProjectFolder, _ contents: BackupContents) throws {
    let found = try driver.inspect(folder.database)
    guard contents.agrees(with: found.counts, round: found.round, answers: found.answers) else {
      throw FileFaults(file: path, BackupFault.otherCounts)
    }
    let project = try Project.open(path: folder.path)
    // The next loop takes in lines that an addition had not brought into the database.
    guard try project.manifest().count >= contents.total else {
      throw FileFaults(file: path, BackupFault.changed(BackupFiles.input))
    }
  }
}
