/// A reason why a file or one of its lines cannot be used: a message without the place.
///
/// Each format has reasons of its own.
package protocol FaultReason: Equatable, CustomStringConvertible, Sendable {}

extension FaultReason {
  package func isEqual(to other: any FaultReason) -> Bool { other as? Self == self }
}
