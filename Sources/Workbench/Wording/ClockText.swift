package import Foundation

/// Times and dates as every screen writes them, in the session's time zone.
package struct ClockText: Sendable {
  private let timeZone: TimeZone

  package init(timeZone: TimeZone) {
    self.timeZone = timeZone
  }

  /// Returns the time of day: “10:42:07”.
  package func time(_ date: Date) -> String {
    let second = localSeconds(date) % 86_400
    let positive = second < 0 ? second + 86_400 : second
    return [positive / 3600, positive / 60 % 60, positive % 60].map(Self.twoDigits)
      .joined(separator: ":")
  }

  /// Returns the time of day without seconds.
  package func minute(_ date: Date) -> String { String(time(date).prefix(5)) }

  /// Returns the day: “10 Mar 2014”.
  package func day(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    let parts = calendar.dateComponents([.year, .month, .day], from: date)
    let month = Self.months[((parts.month ?? 1) - 1) % 12]
    return "\(parts.day ?? 1) \(month) \(parts.year ?? 0)"
  }

  /// Returns day and time in UTC, for lines that are sorted or compared: “2014-03-10 10:42:07”.
  package static func moment(_ date: Date) -> String { utc.stamp(date) }

  package static let utc = ClockText(timeZone: .gmt)

  /// Returns day and time, for lines that are sorted or compared: “2014-03-10 10:42:07”.
  package func stamp(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    let parts = calendar.dateComponents([.year, .month, .day], from: date)
    let day = [parts.month ?? 1, parts.day ?? 1].map(Self.twoDigits).joined(separator: "-")
    return "\(parts.year ?? 0)-\(day) \(time(date))"
  }

  /// Returns a length of time: “8.2 s”, “3 min 12 s”, “2 h 5 min”.
  package static func duration(_ seconds: Double) -> String {
    let seconds = max(0, seconds.isFinite ? seconds : 0)
    if seconds < 9.95 { return NumberText.decimal(seconds, places: 1) + " s" }
    let whole = NumberText.whole(seconds)
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole / 60 % 60) min"
  }

  /// Returns a length of time that is only a guess: “40 s”, “3 min”, “2 h”.
  package static func roughDuration(_ seconds: Double) -> String {
    let whole = Int(min(1e9, max(0, seconds.isFinite ? seconds : 0)).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    return whole < 7200 ? "\((whole + 30) / 60) min" : "\(NumberText.count(whole / 3600)) h"
  }

  private func localSeconds(_ date: Date) -> Int {
    Int(date.timeIntervalSince1970.rounded(.down)) + timeZone.secondsFromGMT(for: date)
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
