/// A table, index or trigger that is not as winnow makes it: a missing index makes every key slow, a foreign
/// one every answer, and a unique one can refuse answers.
package struct SchemaFault: Sendable, Equatable {
  /// The fault, without a period at the end.
  package let text: String
  /// The statement that puts it right; nil where only a backup does.
  package let remedy: String?
}

extension ProjectStore {
  /// Compares tables, indexes and triggers with those that the migrations make in an empty database.
  package func schemaFaults(comparedWith empty: any SQLDatabase) throws -> [SchemaFault] {
    try empty.migrate(Schema.migrations)
    let ours = try empty.read(SchemaObject.all)
    let found = try database.read(SchemaObject.all)
    let names = Set(ours.keys).union(found.keys).sorted()
    return names.compactMap { SchemaObject.fault($0, ours[$0], found[$0]) }
  }
}

/// A table, an index or a trigger.
private struct SchemaObject {
  let type: String
  let columns: [String]
  let sql: String

  static func all(_ db: any SQLConnection) throws -> [String: SchemaObject] {
    let rows = try db.all(
      """
      SELECT name, type, sql FROM sqlite_schema
      WHERE type IN ('table', 'index', 'trigger') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      """
    ) { (name: try $0(0) as String, type: try $0(1) as String, sql: try $0(2) as String) }
    return try rows.reduce(into: [:]) { objects, row in
      objects[row.name] = SchemaObject(
        type: row.type, columns: try columns(of: row.name, row.type, db),
        sql: row.sql.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
  }

  private static func columns(
    of name: String, _ type: String, _ db: any SQLConnection
  ) throws -> [String] {
    let columns =
      type == "table"
      ? "SELECT name || ' ' || type FROM pragma_table_xinfo(?) ORDER BY cid"
      : "SELECT coalesce(name, '') FROM pragma_index_info(?) ORDER BY seqno"
    return try db.all(columns, name) { try $0(0) }
  }

  /// A remedy is given only for names that a terminal shows as they are.
  static func fault(_ name: String, _ ours: SchemaObject?, _ found: SchemaObject?) -> SchemaFault? {
    let isPlain = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    let shown = isPlain ? "“\(name)”" : "with control characters in its name"
    let quoted = "\"\(name.replacing("\"", with: "\"\""))\""
    let drop = found.map { "DROP \($0.type.uppercased()) \(quoted)" }
    guard let found else {
      let remedy = ours.flatMap { $0.type == "table" ? nil : $0.sql }
      return SchemaFault(text: "\(ours?.type ?? "table") \(shown) is missing", remedy: remedy)
    }
    guard let ours else {
      let article = found.type == "index" ? "an" : "a"
      return SchemaFault(
        text: "there is \(article) \(found.type) \(shown) that no winnow made",
        remedy: isPlain ? drop : nil)
    }
    guard (ours.type, ours.columns) == (found.type, found.columns) else {
      return SchemaFault(text: "\(found.type) \(shown) has other columns", remedy: nil)
    }
    guard ours.sql == found.sql else {
      let remedy = ours.type == "table" ? nil : drop.map { "\($0); \(ours.sql)" }
      return SchemaFault(text: "\(found.type) \(shown) is not as winnow makes it", remedy: remedy)
    }
    return nil
  }
}
