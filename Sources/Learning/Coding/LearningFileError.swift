/// Why bytes are not the graph or the model that they should be.
package struct LearningFileError: Error, Equatable {
  package enum Reason: Equatable, Sendable {
    case foreign
    case unknownVersion(UInt32)
    case damaged(String)
  }

  /// What was to be read: “model”, “neighbor graph”.
  package let what: String
  package let reason: Reason
}

extension LearningFileError: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .foreign:
      "This is not a \(what) of winnow."
    case .unknownVersion(let version):
      "This \(what) has version \(version), which this winnow cannot read; make it again."
    case .damaged(let detail):
      "This \(what) is damaged (\(detail)); make it again."
    }
  }
}
