import Domain
import Foundation

extension ContextField {
  /// The value as a person reads it: a timestamp in milliseconds or seconds becomes a day.
  ///
  /// Numbers of 13 or 10 digits count as timestamps if the key has “time” or “date” in it.
  func text(_ clock: ClockText) -> String {
    let name = key.lowercased()
    guard name.contains("time") || name.contains("date"), let number = Double(value),
      value.allSatisfy(\.isNumber)
    else { return value }
    switch value.count {
    case 13: return clock.day(Date(timeIntervalSince1970: number / 1000))
    case 10: return clock.day(Date(timeIntervalSince1970: number))
    default: return value
    }
  }
}
