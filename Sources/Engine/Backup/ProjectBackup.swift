import Dataset
import Domain
package import Foundation

/// Copies a project into one tar archive while people work on it.
///
/// The order makes the copy consistent: first the seal of the answers, since answers are only added;
/// then the database as of one instant; then the files of its current round. If the loop has
/// published another one by then and removed these, or the lead has decided something, the database is
/// copied again.
package struct ProjectBackup {
  /// The database, which this target knows no driver of.
  package struct Driver {
    /// Writes all that is committed into a new file.
    package let copy: (_ path: String) throws -> Void
    /// Checks a copy and returns what it holds; throws what is wrong with it.
    package let inspect: (_ path: String) throws -> BackupDatabase

    package init(
      copy: @escaping (_ path: String) throws -> Void,
      inspect: @escaping (_ path: String) throws -> BackupDatabase
    ) {
      (self.copy, self.inspect) = (copy, inspect)
    }
  }

  /// A file that is mapped: it stays readable if its name goes.
  private struct Held {
    let name: String
    let file: MappedFile
    let permissions: mode_t
    /// The bytes of the file that are copied; nil is all.
    var length: Int?

    func withBytes<Value>(
      _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
    ) rethrows -> Value {
      try file.withBytes { bytes in
        try body(UnsafeBufferPointer(rebasing: bytes.prefix(length ?? bytes.count)))
      }
    }
  }

  private static let mostTries = 5

  private let folder: ProjectFolder
  private let jobName: String
  private let driver: Driver

  package init(_ project: Project, driver: Driver) {
    (folder, jobName) = (project.folder, project.job.name)
    self.driver = driver
  }

  /// Writes the archive completely or not at all, private to this user, and reads it again.
  package func write(to path: String, now: Date) throws -> BackupContents {
    // Private, and gone with the function.
    let place = URL(filePath: path).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: place) else {
      throw ProjectError.noFolder(place)
    }
    let making = try MakingFolder.path(for: path)
    try FileManager.default.createDirectory(
      atPath: making, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: making) }
    let (database, held) = try gather(in: making)
    let contents = BackupContents(
      database, job: jobName, madeAt: now,
      files: held.map { held in held.withBytes { .init(name: held.name, $0) } })
    try write(contents, held, to: path)
    // It is good only if it can be read back from where it is now.
    _ = try ProjectRestore.checked(TarReader(path: path), path: path)
    return contents
  }

  private func gather(in making: String) throws -> (BackupDatabase, [Held]) {
    var lastRound: Int?
    for attempt in 1...Self.mostTries {
      let seal = try hold(BackupFiles.seal)
      let decisions = try hold(BackupFiles.decisions)
      let input = try InputSeal(in: folder)
      let copy = "\(making)/\(attempt).sqlite"
      try driver.copy(copy)
      let database = try driver.inspect(copy)
      let rounds = BackupFiles.ofRounds(folder, through: database.round)
      let held = try? rounds.map { try hold($0) }
      let labels = "rounds/\(database.round)/\(RoundFile.autoLabels.rawValue)"
      // Auto-labels that are missing twice were lost: the next loop gives them anew.
      let isWhole =
        database.round == 0 || rounds.contains(labels) || lastRound == database.round
      lastRound = database.round
      guard let held, isWhole, !held.contains(where: { $0 == nil }),
        try InputSeal(in: folder) == input,
        try Self.isSame(decisions, hold(BackupFiles.decisions))
      else { continue }
      let base = Held(
        name: BackupFiles.database, file: try MappedFile(path: copy), permissions: 0o600)
      let fixed = try BackupFiles.fixed.map { name in
        var file = try hold(name)
        // Bytes behind the sealed ones are an addition that is under way.
        if name == BackupFiles.input { file?.length = input?.length }
        return file
      }
      return (database, [base] + (fixed + [seal, decisions] + held).compactMap(\.self))
    }
    throw FileFaults(file: folder.path, BackupFault.unsteady)
  }

  private static func isSame(_ one: Held?, _ other: Held?) -> Bool {
    one?.withBytes { Array($0) } == other?.withBytes { Array($0) }
  }

  /// Maps a file; nil if there is none.
  private func hold(_ name: String) throws -> Held? {
    let path = "\(folder.path)/\(name)"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    return Held(
      name: name, file: try MappedFile(path: path),
      permissions: (mode ?? 0) & 0o100 == 0 ? 0o600 : 0o700)
  }

  private func write(_ contents: BackupContents, _ held: [Held], to path: String) throws {
    var archive = TarWriter(
      into: try AtomicFile(output: path), path: path,
      time: Int(contents.madeAt.timeIntervalSince1970))
    try contents.json().withUnsafeBufferPointer { bytes throws(FileFaults) in
      try archive.add(BackupContents.name, permissions: 0o600, bytes)
    }
    for file in held {
      try file.withBytes {
        try archive.add(file.name, permissions: file.permissions, $0)
      }
    }
    try archive.commit()
  }
}
