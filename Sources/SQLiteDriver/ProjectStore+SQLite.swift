package import Domain
package import Foundation
package import Store

extension ProjectStore {
  /// Opens a project's SQLite file, whose schema must be this version's.
  package init(
    path: String, assets: any ProjectAssets, liveness: any Liveness = AlwaysAlive()
  ) throws {
    try self.init(SQLiteDatabase(path: path), assets: assets, liveness: liveness)
  }

  /// Makes the SQLite file of a new project.
  package static func create(path: String, setup: ProjectSetup, now: Date) throws {
    let database = try SQLiteDatabase(creating: path)
    try create(in: database, setup: setup, now: now)
    try database.close()
  }

  /// Makes a store that lives in memory, for simulations and tests.
  package static func inMemory(
    _ setup: ProjectSetup, assets: any ProjectAssets, now: Date
  ) throws -> ProjectStore {
    let database = try SQLiteDatabase()
    try create(in: database, setup: setup, now: now)
    return try ProjectStore(database, assets: assets)
  }
}
