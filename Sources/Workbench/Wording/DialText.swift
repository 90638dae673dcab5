import Domain

/// The dial's targets and shares, in words.
package enum DialText {
  /// Returns a target without needless digits: “95 %”, “97.5 %”.
  package static func target(_ target: Double) -> String {
    let tenths = NumberText.whole(target * 1000)
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }

  package static func whole(_ share: Double) -> String { "\(NumberText.whole(share * 100)) %" }

  static func range(_ share: ForecastRange) -> String {
    "\(NumberText.whole(share.low * 100))–\(NumberText.whole(share.high * 100))"
  }

  /// Returns the question before a target is set, with what it asks of people.
  static func question(_ target: Double, _ report: ProjectReport) -> String {
    let now = self.target(report.settings.target)
    var changed = report
    changed.settings.target = target
    let share = changed.dial.first { $0.target == target }?.share
    guard let share else { return "Ask \(self.target(target)) instead of \(now)?" }
    return "Ask \(self.target(target)), not \(now)? People label about \(whole(share.value))"
  }

  /// Reads what was typed as a target: percent, or a share below 1; nil for anything else.
  static func target(typed text: String) -> Double? {
    let number = text.filter { $0 != "%" && $0 != " " }.replacing(",", with: ".")
    guard let value = Double(number) else { return nil }
    let share = value > 1 ? value / 100 : value
    let rounded = (share * 1000).rounded() / 1000
    return LeadSettings.targets.contains(rounded) ? rounded : nil
  }
}
