import Foundation

extension UnsafeBufferPointer<UInt8> {
  /// Returns where the line at `start` ends and the next one begins; nil if it goes on behind the
  /// buffer.
  ///
  /// A line ends with a line feed, a carriage return, or both.
  func line(from start: Int, isFinal: Bool) -> (end: Int, next: Int)? {
    // In steps, so that a file without line feeds is not searched to its end for each line.
    var position = start
    while position < count, let base = baseAddress {
      let step = Swift.min(4096, count - position)
      let origin = UnsafeRawPointer(base)
      let feed = memchr(base + position, 0x0A, step).map { UnsafeRawPointer($0) - origin }
      let limit = feed.map { $0 - position } ?? step
      if let found = memchr(base + position, 0x0D, limit) {
        return endOfLine(return: UnsafeRawPointer(found) - origin, isFinal: isFinal)
      }
      if let feed { return (feed, feed + 1) }
      position += step
    }
    return isFinal && start < count ? (count, count) : nil
  }

  /// Returns the line end at a carriage return, which a line feed may follow.
  func endOfLine(return place: Int, isFinal: Bool) -> (end: Int, next: Int)? {
    guard place + 1 < count else { return isFinal ? (place, count) : nil }
    return (place, self[place + 1] == 0x0A ? place + 2 : place + 1)
  }

  /// The number of line ends: line feeds, and carriage returns without one behind them.
  var lineEndCount: Int {
    var count = 0
    for position in indices {
      let byte = self[position]
      if byte == 0x0A {
        count += 1
      } else if byte == 0x0D, position + 1 == endIndex || self[position + 1] != 0x0A {
        count += 1
      }
    }
    return count
  }
}
