import Dispatch
import Domain
import Foundation
import Synchronization

/// Screens that are used at the same time, each by a thread of its own.
final class Crowd: Sendable {
  struct Result {
    /// The milliseconds from each key to the next item.
    var times: [Double] = []
    /// The keys that brought no item within two seconds, and the seconds until one was there.
    var waits: [Double] = []
    var labelers = ScreenProcess.Cost()
    var dashboards = ScreenProcess.Cost()
    var seconds = 0.0
  }

  private let pause: Duration
  private let end: ContinuousClock.Instant
  private let seconds: Int
  private let threads = DispatchGroup()
  private let result = Mutex(Result())
  /// The longest wait for the item that a key brings, in milliseconds.
  private static let patience: Int32 = 2_000

  init(pause: Duration, seconds: Int) {
    (self.pause, self.seconds) = (pause, seconds)
    end = .now + .seconds(seconds + 10)
  }

  func add(_ screen: sending ScreenProcess, isLabeler: Bool, seed: UInt64) {
    threads.enter()
    let handed = Mutex<ScreenProcess?>(screen)
    Thread.detachNewThread { [self] in
      defer { threads.leave() }
      guard let screen = handed.withLock({ $0.take() }) else { return }
      if isLabeler { label(at: screen, seed) } else { screen.terminal.drain(until: end) }
      let cost = screen.leave()
      result.withLock { $0.add(cost, isLabeler: isLabeler) }
    }
  }

  /// Waits for all of them.
  func finish() -> Result {
    threads.wait()
    var sum = result.withLock { $0 }
    sum.seconds = Double(seconds)
    return sum
  }

  private func label(at screen: ScreenProcess, _ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    screen.terminal.drain(until: end - .seconds(seconds))
    var next = ContinuousClock.now + pause * generator.nextUnit()
    while ContinuousClock.now < end {
      screen.terminal.drain(until: next)
      let start = ContinuousClock.now
      screen.terminal.type(["b", "e", "m", "t"][generator.next(below: 4)])
      if let last = screen.terminal.burst(within: Self.patience, quiet: 4) {
        result.withLock { $0.times.append((last - start) / .milliseconds(1)) }
      } else {
        _ = screen.terminal.burst(within: 30_000, quiet: 4)
        result.withLock { $0.waits.append((.now - start) / .seconds(1)) }
      }
      next = max(next + pause, .now)
    }
  }
}

extension Crowd.Result {
  fileprivate mutating func add(_ cost: ScreenProcess.Cost, isLabeler: Bool) {
    if isLabeler {
      labelers.add(cost)
    } else {
      dashboards.add(cost)
    }
  }

  func text(loop: ScreenProcess.Cost) -> String {
    func share(_ cost: ScreenProcess.Cost) -> String {
      String(format: "%.0f %%", 100 * cost.seconds / (seconds + 10))
    }
    let percentiles = [0.5, 0.9, 0.99, 0.999, 1].map { time(at: $0) }.joined(separator: " / ")
    return """
      \(times.count) keys, \(String(format: "%.1f", Double(times.count) / seconds)) a second; to the \
      next item, ms, 50th / 90th / 99th / 99.9th percentile / slowest: \(percentiles) (budget 50 at \
      the 99th)
      waits for an item: \(waits.count), longest \(String(format: "%.1f", waits.max() ?? 0)) s
      of one core: labelers \(share(labelers)), dashboards \(share(dashboards)), loop \(share(loop))
      """
  }

  private func time(at share: Double) -> String {
    guard !times.isEmpty else { return "–" }
    let sorted = times.sorted()
    return String(format: "%.1f", sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
  }
}

extension ScreenProcess.Cost {
  fileprivate mutating func add(_ other: ScreenProcess.Cost) {
    seconds += other.seconds
    mebibytes += other.mebibytes
  }
}
