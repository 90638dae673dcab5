import Dataset
import Domain
import Engine
import Foundation
import SQLiteDriver
import Store

/// The opening of a project's database, which brings an older one up to this version's schema.
///
/// Only a writing command of the lead changes an older one, with a backup beside it, and only while
/// nobody works on it.
struct StoreOpening {
  let folder: ProjectFolder
  let assets: any ProjectAssets
  let isLead: Bool
  /// Reads what the lead asks for, which earlier databases did not hold.
  let leadSettings: () throws -> LeadSettings

  private var liveness: ProcessLiveness { ProcessLiveness(loopLock: folder.loopLock) }

  func open(for purpose: OpenProject.Purpose) throws -> ProjectStore {
    try ObstructingFile.all(besides: folder.database).forEach(clear)
    let canWrite = FileSystem.canWrite(folder.database, in: folder.path)
    do {
      if !canWrite { return try openReadOnly(for: purpose) }
      let database =
        try purpose == .reading
        ? SQLiteDatabase(reading: folder.database) : SQLiteDatabase(path: folder.database)
      do {
        return try ProjectStore(database, assets: assets, liveness: liveness)
      } catch StoreError.olderSchema where purpose == .reading {
        return try openCopy()
      } catch StoreError.olderSchema where purpose.writes && isLead {
        try migrate(database)
        let store = try ProjectStore(database, assets: assets, liveness: liveness)
        try store.adoptSettings(leadSettings(), now: Date())
        return store
      }
    } catch let error as StoreError {
      throw CommandError("\(folder.path): \(error)")
    }
  }

  /// Opens a project that this process may read only: on a read-only disk, or somebody else's.
  private func openReadOnly(for purpose: OpenProject.Purpose) throws -> ProjectStore {
    switch purpose {
    case .exporting: return try openCopy()
    case .reading, .watching:
      do {
        let database = try SQLiteDatabase(reading: folder.database)
        return try ProjectStore(database, assets: assets, liveness: liveness)
      } catch StoreError.olderSchema where purpose == .reading {
        return try openCopy()
      }
    case .writing:
      throw CommandError(
        "\(folder.path) can only be read (\(FileSystem.whyReadOnly(folder.database, in: folder.path)))"
          + ", so nothing that is answered could be saved; “winnow status”, “watch”, “verify” and "
          + "“export --output FILE” work with it")
    }
  }

  /// Moves a file out of SQLite's way that another user has put there; only the lead can.
  private func clear(_ file: ObstructingFile) throws {
    guard isLead else {
      throw CommandError(
        "\(file.path): \(file.owner) has put this file there, which keeps everybody out of the "
          + "project; ask its lead, any of whose commands moves it aside")
    }
    guard let moved = file.moveAside() else {
      throw CommandError(
        "\(file.path): \(file.owner) has put this file there, which keeps everybody out of the "
          + "project; remove it")
    }
    Console.error(
      "\(file.path) was \(file.owner)'s and kept everybody out of the project; it is \(moved) now, "
        + "which can be removed.")
  }

  private func openCopy() throws -> ProjectStore {
    let copy = try SQLiteDatabase(copying: folder.database)
    try ProjectStore.prepare(copy)
    return try ProjectStore(copy, assets: assets, liveness: liveness)
  }

  private func migrate(_ database: SQLiteDatabase) throws {
    let workers = try ProjectStore.workersAtScreens(in: database, liveness)
    guard workers.isEmpty, !liveness.isLoopRunning else {
      let loop = liveness.isLoopRunning ? ["its loop"] : []
      let users = (workers + loop).joined(separator: ", ")
      throw CommandError(
        "\(folder.path) was made by an older winnow and is in use (\(users)); close these, then "
          + "this version brings it up to date")
    }
    try ProjectStore.prepare(database) { try backUp(database) }
  }

  /// Copies the database as it was, private to its owner, beside it.
  private func backUp(_ database: SQLiteDatabase) throws {
    let path = try database.migrationsDone().compactMap(Int.init).max().map {
      "\(folder.database).version-\($0)"
    }
    guard let path else { return }
    try? FileManager.default.removeItem(atPath: path)
    // SQLite fills an empty file that is there, which keeps its mode.
    guard
      FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw CommandError(path: path, code: errno) }
    try database.copy(to: path)
  }
}

/// The processes of a project on this machine.
struct ProcessLiveness: Liveness {
  let loopLock: String

  var isLoopRunning: Bool { LoopLock.isHeld(path: loopLock) }

  func isAlive(_ process: ProcessIdentity) -> Bool { Identity.isAlive(process) }
}
