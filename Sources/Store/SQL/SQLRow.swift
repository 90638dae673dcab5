import Domain

/// One row of a result.
package struct SQLRow: Sendable {
  private let columns: [String]
  private let values: [SQLValue]

  package init(columns: [String], values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  /// Returns the value of a column; throws `StoreError.damaged` if it has none of this type.
  package func callAsFunction<Value: SQLConvertible>(_ column: String) throws -> Value {
    guard let index = columns.firstIndex(of: column) else {
      throw StoreError.damaged("no column “\(column)”")
    }
    return try self(index)
  }

  /// Adds all values, with their types, to a hash (FNV-1a over 64-bit words).
  package func hash(into hash: inout UInt64) {
    for value in values {
      switch value {
      case .null: hash = Hash.step(hash, 0)
      case .integer(let number): hash = Hash.step(Hash.step(hash, 1), UInt64(bitPattern: number))
      case .real(let number): hash = Hash.step(Hash.step(hash, 2), number.bitPattern)
      case .text(let text): hash = Hash.step(Hash.step(hash, 3), Hash.fnv1a(text))
      }
    }
  }

  /// Returns the value of a column by its place, from 0; for statements with many rows.
  package func callAsFunction<Value: SQLConvertible>(_ index: Int) throws -> Value {
    guard values.indices.contains(index), let value = Value(values[index]) else {
      let column = columns.indices.contains(index) ? columns[index] : "\(index)"
      throw StoreError.damaged("column “\(column)” has a value of another type")
    }
    return value
  }
}
