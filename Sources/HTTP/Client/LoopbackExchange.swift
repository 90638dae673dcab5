import Foundation
import Synchronization

/// One request on a connection and its answer.
final class LoopbackExchange: Sendable {
  private static let headLimit = 1 << 16

  private let request: [UInt8]
  private let limit: Int
  private let end: ContinuousClock.Instant
  private let isCancelled = Mutex(false)

  /// Takes an answer with a body of at most `limit` bytes.
  init(_ request: [UInt8], limit: Int, seconds: Double) {
    self.request = request
    self.limit = limit
    // A day is as good as no limit, and the clock does not overflow.
    end = .now + .seconds(min(seconds, 86_400))
  }

  /// A reader for the answer.
  var reader: HTTPMessageReader<StatusLine> {
    HTTPMessageReader(headLimit: Self.headLimit, bodyLimit: limit)
  }

  func cancel() { isCancelled.withLock { $0 = true } }

  func run(
    on connection: Int32, _ reader: inout HTTPMessageReader<StatusLine>
  ) throws -> HTTPMessage<StatusLine> {
    var sent = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      guard !isCancelled.withLock({ $0 }) else { throw CancellationError() }
      guard .now < end else { throw HTTPError.timedOut }
      wait(connection, isSent: sent == request.count)
      sent += try send(request[sent...], on: connection)
      let count = recv(connection, &buffer, buffer.count, 0)
      if count > 0 {
        reader.append(buffer[..<count])
        if let message = try reader.next() { return message }
      } else if count == 0 {
        return try reader.finish()
      } else if errno != EAGAIN && errno != EINTR {
        throw HTTPError.connection(String(cString: strerror(errno)))
      }
    }
  }

  private func wait(_ connection: Int32, isSent: Bool) {
    var on: Int32 = 1
    // The kernel resets this option by itself.
    setsockopt(
      connection, Int32(IPPROTO_TCP), TCP_QUICKACK, &on, socklen_t(MemoryLayout<Int32>.size))
    var stream = pollfd(
      fd: connection, events: Int16(isSent ? POLLIN : POLLIN | POLLOUT), revents: 0)
    poll(&stream, 1, 50)
  }

  private func send(_ bytes: ArraySlice<UInt8>, on connection: Int32) throws -> Int {
    guard !bytes.isEmpty else { return 0 }
    let count = bytes.withUnsafeBytes {
      Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    // A service that has closed its reading side may have answered; `recv` tells.
    if count >= 0 || errno == EAGAIN || errno == EINTR || errno == EPIPE { return max(0, count) }
    throw HTTPError.connection(String(cString: strerror(errno)))
  }
}
