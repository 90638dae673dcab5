/// What is wrong with a file or one of its lines: a message without the place.
///
/// Each folder has its own reasons, so that no format needs to know the faults of another.
package protocol FaultReason: Equatable, CustomStringConvertible, Sendable {}

extension FaultReason {
  package func isEqual(to other: any FaultReason) -> Bool { other as? Self == self }
}
