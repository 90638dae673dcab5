import Foundation
import SQLiteDriver
import Store
import TestSupport
import Testing

@Suite struct SQLiteFaultTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return error is StoreError ? "\(error)" : "not of the store: \(error)"
    }
  }

  @Test("A file that is no database is said to be damaged, in words")
  func noDatabase() throws {
    let path = try folder.write("project.sqlite", String(repeating: "garbage ", count: 200))
    let open = { _ = try ProjectStore(path: path, assets: MemoryItems(count: 1)) }
    #expect(
      message(open).hasPrefix("project.sqlite is damaged (it is no database); end all winnow"))
    #expect(message(open).contains(".dump"))
    #expect(
      message { _ = try SQLiteDatabase(reading: path).migrationsDone() }.contains("no database"))
  }

  @Test("A database that is not there cannot be opened, and none is made by reading")
  func missing() throws {
    let path = folder.path("project.sqlite")
    #expect(message { _ = try SQLiteDatabase(reading: path) }.contains("it cannot be opened"))
    #expect(try folder.contents.isEmpty)
  }

  @Test("A row that breaks a table's rule is said to be one that no winnow writes")
  func constraint() throws {
    let database = try SQLiteDatabase(path: folder.path("project.sqlite"))
    try database.write { try $0.run(script: "CREATE TABLE t (n INTEGER CHECK (n > 0))") }
    let text = message {
      try database.write { try $0.run(script: "INSERT INTO t VALUES (0)") }
    }
    #expect(text.contains("rows that no winnow writes are in it"))
  }
}
