/// A reason why a user's model could not be used.
package struct ModelFailure: Error, Equatable, CustomStringConvertible {
  /// One sentence: what happened, and what was expected.
  package let reason: String
  /// The last lines of the model's own output; empty if there are none.
  package let lastLines: [String]
  /// The file with all of its output.
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

  /// The process that served a model has ended without being told to; its output says why.
  static let processEnded = ModelFailure("serve ended by itself")
}
