import GRDB
import Store

/// A transaction's connection; it lives no longer than the transaction.
struct SQLiteConnection: SQLConnection {
  private let database: Database

  init(_ database: Database) {
    self.database = database
  }

  func execute(_ sql: String, with arguments: [SQLValue]) throws -> Int {
    try database.cachedStatement(sql: sql).execute(arguments: Self.arguments(arguments))
    return database.changesCount
  }

  func run(script: String) throws { try database.execute(sql: script) }

  func forEachRow(
    of sql: String, with arguments: [SQLValue], _ body: (SQLRow) throws -> Void
  ) throws {
    let statement = try database.cachedStatement(sql: sql)
    let columns = statement.columnNames
    let rows = try Row.fetchCursor(statement, arguments: Self.arguments(arguments))
    while let row = try rows.next() {
      try body(
        SQLRow(columns: columns, values: columns.indices.map { Self.value(row, at: $0) }))
    }
  }

  private static func arguments(_ values: [SQLValue]) -> StatementArguments {
    StatementArguments(
      values.map { value -> DatabaseValue in
        switch value {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
      })
  }

  private static func value(_ row: Row, at index: Int) -> SQLValue {
    switch (row[index] as DatabaseValue).storage {
    case .null: .null
    case .int64(let number): .integer(number)
    case .double(let number): .real(number)
    case .string(let text): .text(text)
    // No table of ours has bytes in it: whatever put them there, they are no value.
    case .blob: .null
    }
  }
}
