package import Dataset
import Store

/// The seal as the store uses it: within its transactions, so that no two write at once.
extension DecisionSeal: DecisionRecord {
  /// Keeps the new digest beside the one that is true if this process is killed before the end.
  ///
  /// The digests are sums: what somebody else changed before stays a difference, and is found.
  package func keep(_ digest: UInt64, insteadOf earlier: UInt64) throws {
    guard digest != earlier else { return }
    // A file that cannot be read, such as one that a labeler made, is replaced.
    let known = (try? digests()) ?? []
    let present = known.contains(earlier) ? earlier : known.last ?? earlier
    try write([present, present &+ (digest &- earlier)])
  }

  package func keep(_ digest: UInt64) throws { try write([digest]) }
}
