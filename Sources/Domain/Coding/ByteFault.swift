/// A reason why bytes cannot be decoded.
package struct ByteFault: Error, Equatable {
  package enum Reason: Equatable, Sendable {
    case foreign
    case unknownVersion(UInt32)
    case damaged(String)
  }

  /// The name of the contents in messages: “model”, “neighbor graph”.
  package let name: String
  package let reason: Reason

  package init(_ name: String, _ reason: Reason) {
    self.name = name
    self.reason = reason
  }
}

extension ByteFault: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .foreign:
      "This is not a \(name) of winnow."
    case .unknownVersion(let version):
      "This \(name) has version \(version), which this winnow cannot read; make it again."
    case .damaged(let detail):
      "This \(name) is damaged (\(detail)); make it again."
    }
  }
}
