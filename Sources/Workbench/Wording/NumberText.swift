import Foundation

/// Numbers as every screen writes them.
package enum NumberText {
  /// Returns a count with a comma between thousands.
  package static func count(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }

  /// Returns a share, 0–1, with one decimal.
  ///
  /// A share above 0 never reads as 0, nor one below 1 as 100 %.
  package static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "–" }
    var tenths = whole(share * 1000)
    if share > 0, tenths == 0 { return "<0.1 %" }
    if share < 1, tenths == 1000 { tenths = 999 }
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// Returns the nearest whole number; the largest for what is beyond, and 0 for no number at all.
  package static func whole(_ number: Double) -> Int {
    Int(exactly: number.rounded()) ?? (number.isNaN ? 0 : number > 0 ? .max : .min)
  }

  /// Returns a share as whole percent, rounded down.
  package static func wholePercent(_ share: Double) -> String {
    "\(whole((min(1, max(0, share)) * 100).rounded(.down))) %"
  }

  /// Returns a pace, in whole annotations a minute.
  package static func pace(_ perMinute: Double) -> String { count(whole(perMinute)) }

  /// Returns a number with so many decimals.
  package static func decimal(_ number: Double, places: Int) -> String {
    guard number.isFinite else { return "–" }
    return String(format: "%.\(places)f", number)
  }

  /// Returns a count with its noun: “1 item”, “2 items”.
  package static func counted(_ number: Int, _ noun: String) -> String {
    "\(count(number)) \(noun)\(number == 1 ? "" : "s")"
  }
}
