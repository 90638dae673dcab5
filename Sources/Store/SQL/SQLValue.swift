package import Foundation

/// A value that a statement takes as an argument, or gives as a column.
package enum SQLValue: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

/// A type that stands in a column.
package protocol SQLConvertible {
  var sqlValue: SQLValue { get }

  /// Returns nil for a value of another type.
  init?(_ value: SQLValue)
}

extension Int64: SQLConvertible {
  package var sqlValue: SQLValue { .integer(self) }

  package init?(_ value: SQLValue) {
    guard case .integer(let number) = value else { return nil }
    self = number
  }
}

/// A count, an index or a number of a row.
extension Int: SQLConvertible {
  /// Two of them can be added, and a double has room for each.
  private static let greatest: Int64 = 1 << 53

  package var sqlValue: SQLValue { .integer(Int64(self)) }

  /// Also returns nil for a number beyond 2^53, which only a damaged database has.
  package init?(_ value: SQLValue) {
    guard case .integer(let number) = value, -Self.greatest...Self.greatest ~= number else {
      return nil
    }
    self.init(exactly: number)
  }
}

extension Int32: SQLConvertible {
  package var sqlValue: SQLValue { .integer(Int64(self)) }

  package init?(_ value: SQLValue) {
    guard case .integer(let number) = value else { return nil }
    self.init(exactly: number)
  }
}

extension Bool: SQLConvertible {
  package var sqlValue: SQLValue { .integer(self ? 1 : 0) }

  package init?(_ value: SQLValue) {
    guard case .integer(let number) = value else { return nil }
    self = number != 0
  }
}

extension Double: SQLConvertible {
  package var sqlValue: SQLValue { .real(self) }

  /// Also returns nil for an infinite number, which only a damaged database has.
  package init?(_ value: SQLValue) {
    switch value {
    case .real(let number) where number.isFinite: self = number
    case .integer(let number): self = Double(number)
    case .real, .null, .text: return nil
    }
  }
}

extension String: SQLConvertible {
  package var sqlValue: SQLValue { .text(self) }

  package init?(_ value: SQLValue) {
    guard case .text(let text) = value else { return nil }
    self = text
  }
}

/// A point in time is kept as seconds since 1970.
extension Date: SQLConvertible {
  /// The years 1 to 9999, which a calendar has words for.
  private static let years = -62_135_596_800.0..<253_402_300_800.0

  package var sqlValue: SQLValue { .real(timeIntervalSince1970) }

  package init?(_ value: SQLValue) {
    guard let seconds = Double(value), Self.years.contains(seconds) else { return nil }
    self.init(timeIntervalSince1970: seconds)
  }
}

extension Optional: SQLConvertible where Wrapped: SQLConvertible {
  package var sqlValue: SQLValue { self?.sqlValue ?? .null }

  package init?(_ value: SQLValue) {
    if value == .null {
      self = Optional<Wrapped>.none
      return
    }
    guard let wrapped = Wrapped(value) else { return nil }
    self = Optional<Wrapped>.some(wrapped)
  }
}
