/// Why a user's model could not be used, in words for the lead.
package struct ModelFailure: Error, Equatable, CustomStringConvertible {
  /// One sentence: what happened, and what was expected.
  package let reason: String
  /// The last lines of the model's own output; empty if it said nothing.
  package let lastLines: [String]
  /// Where all of its output is kept.
  package let log: String?

  package init(_ reason: String, lastLines: [String] = [], log: String? = nil) {
    self.reason = reason
    self.lastLines = lastLines
    self.log = log
  }

  package var description: String {
    let said = lastLines.isEmpty ? "" : "; it said: " + lastLines.joined(separator: " | ")
    return reason + said + (log.map { " (log: \($0))" } ?? "")
  }
}
