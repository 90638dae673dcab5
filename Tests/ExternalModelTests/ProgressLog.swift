import Synchronization

/// Notes what it is told.
final class ProgressLog: Sendable {
  private let noted = Mutex<[Int]>([])

  var counts: [Int] { noted.withLock { $0 } }

  func add(_ count: Int) { noted.withLock { $0.append(count) } }
}
