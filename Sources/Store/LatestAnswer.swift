import Synchronization

/// The number of the latest answer that this process knows to be in the database.
///
/// Answers are only ever added: a lower number is that of an older copy, which somebody has put in the place
/// of the database without its files changing their names or their places on the disk.
final class LatestAnswer: Sendable {
  private let number = Mutex<Int64>(0)

  func note(_ latest: Int64) {
    number.withLock { $0 = max($0, latest) }
  }

  /// Throws `StoreError.unavailable` if the latest answer is one before that.
  func requireKept(_ latest: Int64) throws {
    guard latest < number.withLock({ $0 }) else { return }
    throw StoreError.unavailable(
      "answers that were saved are no longer in it, so an older copy must have been put in its place; "
        + "end all winnow commands on the project and put the newer one back, then begin again")
  }
}
