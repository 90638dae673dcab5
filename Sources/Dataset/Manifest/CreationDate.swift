package import Foundation

/// Ground Truth's `creation-date`: `YYYY-MM-DDTHH:MM:SS.ffffff`, UTC, without a zone.
package enum CreationDate {
  /// Formats a date for a manifest.
  package static func text(_ date: Date) -> String {
    var bytes: [UInt8] = []
    append(date, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func append(_ date: Date, to output: inout [UInt8]) {
    let microseconds = Int((date.timeIntervalSince1970 * 1_000_000).rounded())
    let (seconds, fraction) = microseconds.flooredDivision(by: 1_000_000)
    let (days, second) = seconds.flooredDivision(by: 86_400)
    let (year, month, day) = civilDate(daysSince1970: days)
    append(year, digits: 4, to: &output)
    for (separator, part) in [
      ("-", month), ("-", day), ("T", second / 3600),
      (":", second / 60 % 60), (":", second % 60),
    ] as [(Character, Int)] {
      output.append(separator.asciiValue ?? 0)
      append(part, digits: 2, to: &output)
    }
    output.append(UInt8(ascii: "."))
    append(fraction, digits: 6, to: &output)
  }

  private static func append(_ number: Int, digits: Int, to output: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      output.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  /// Returns the day in the Gregorian calendar.
  ///
  /// Years begin in March, so that the leap day is the last of a year; 400 years are 146,097 days.
  private static func civilDate(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = (daysSince1970 + 719_468).flooredDivision(by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }

  /// Returns whether a text is a date in this format that exists.
  package static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let form = Array("0000-00-00T00:00:00.000000".utf8)
    guard bytes.count == form.count,
      zip(bytes, form).allSatisfy({ $1 == UInt8(ascii: "0") ? $0 &- 0x30 < 10 : $0 == $1 })
    else { return false }
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    let year = number(0..<4)
    let month = number(5..<7)
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && (1...days[month - 1]).contains(number(8..<10))
      && number(11..<13) < 24 && number(14..<16) < 60 && number(17..<19) < 60
  }
}

extension Int {
  /// Divides and rounds down, for times before 1970.
  fileprivate func flooredDivision(by divisor: Int) -> (quotient: Int, remainder: Int) {
    let remainder = ((self % divisor) + divisor) % divisor
    return ((self - remainder) / divisor, remainder)
  }
}
