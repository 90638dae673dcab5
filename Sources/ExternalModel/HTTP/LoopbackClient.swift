import Foundation
import Synchronization

/// Asks a service on this machine: no proxy stands between, and its connections stay open.
///
/// A service that sends an answer in two parts waits, on a connection of some age, 40 ms for the
/// first to be acknowledged (Nagle's algorithm). Here each part is acknowledged at once, so that
/// thousands of small requests take seconds and not minutes; URLSession cannot.
final class LoopbackClient: HTTPClient {
  private let port: UInt16
  private let path: String
  private let idle = Mutex<[Int32]>([])

  init(port: UInt16, path: String) {
    self.port = port
    self.path = path
  }

  deinit { idle.withLock { $0.forEach { close($0) } } }

  func get(_ path: String, seconds: Double) async throws -> HTTPReply {
    let head = "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n"
    return try await send(Array(head.utf8), limit: 1 << 16, seconds: seconds)
  }

  func post(_ body: [UInt8], limit: Int, seconds: Double) async throws -> HTTPReply {
    let head = """
      POST \(path) HTTP/1.1\r
      Host: 127.0.0.1:\(port)\r
      Content-Type: application/jsonlines\r
      Accept: application/jsonlines\r
      Content-Length: \(body.count)\r
      \r\n
      """
    return try await send(Array(head.utf8) + body, limit: limit, seconds: seconds)
  }

  /// Sends a request from a thread of its own, for the exchange blocks.
  private func send(
    _ request: [UInt8], limit: Int, seconds: Double
  ) async throws -> HTTPReply {
    let exchange = LoopbackExchange(request, limit: limit, seconds: seconds)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { [self] in
          continuation.resume(with: Result { try perform(exchange) })
        }
      }
    } onCancel: {
      exchange.cancel()
    }
  }

  private func perform(_ exchange: LoopbackExchange) throws -> HTTPReply {
    // The service may have closed a connection while it was idle, which shows when it is used.
    while let old = idle.withLock({ $0.popLast() }) {
      if let reply = try perform(exchange, on: old, isNew: false) { return reply }
    }
    guard let reply = try perform(exchange, on: try connection(), isNew: true) else {
      throw HTTPFailure.connection("it closed the connection")
    }
    return reply
  }

  /// Returns nil if the connection was closed before anything came back.
  private func perform(
    _ exchange: LoopbackExchange, on connection: Int32, isNew: Bool
  ) throws -> HTTPReply? {
    var reader = HTTPReplyReader(limit: exchange.limit)
    do {
      try exchange.run(on: connection, &reader)
    } catch HTTPFailure.connection(let words) {
      close(connection)
      guard isNew || reader.hasBegun else { return nil }
      throw HTTPFailure.connection(words)
    } catch {
      close(connection)
      throw error
    }
    if reader.canStay {
      idle.withLock { $0.append(connection) }
    } else {
      close(connection)
    }
    return reader.reply
  }

  private func connection() throws -> Int32 {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard connection >= 0 else { throw Self.failure }
    _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
    var address = LoopbackPort.address(port)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else {
      defer { close(connection) }
      throw Self.failure
    }
    var on: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &on, size)
    _ = fcntl(connection, F_SETFL, fcntl(connection, F_GETFL) | O_NONBLOCK)
    return connection
  }

  private static var failure: HTTPFailure { .connection(String(cString: strerror(errno))) }
}

/// One request on a connection and its answer.
private final class LoopbackExchange: Sendable {
  let limit: Int
  private let request: [UInt8]
  private let end: ContinuousClock.Instant
  private let isCancelled = Mutex(false)

  init(_ request: [UInt8], limit: Int, seconds: Double) {
    self.request = request
    self.limit = limit
    // A day is as good as no limit, and no clock runs over.
    end = .now + .seconds(min(seconds, 86_400))
  }

  func cancel() { isCancelled.withLock { $0 = true } }

  func run(on connection: Int32, _ reader: inout HTTPReplyReader) throws {
    var sent = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while !reader.isComplete {
      guard !isCancelled.withLock({ $0 }) else { throw CancellationError() }
      guard .now < end else { throw HTTPFailure.tooSlow }
      wait(connection, isSent: sent == request.count)
      sent += try send(request[sent...], on: connection)
      let count = recv(connection, &buffer, buffer.count, 0)
      if count > 0 {
        try reader.append(buffer[..<count])
      } else if count == 0 {
        try reader.end()
      } else if errno != EAGAIN && errno != EINTR {
        throw HTTPFailure.connection(String(cString: strerror(errno)))
      }
    }
  }

  private func wait(_ connection: Int32, isSent: Bool) {
    var on: Int32 = 1
    // The kernel forgets this one again and again.
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
    // What it has answered already says more than that it reads no further.
    if count >= 0 || errno == EAGAIN || errno == EINTR || errno == EPIPE { return max(0, count) }
    throw HTTPFailure.connection(String(cString: strerror(errno)))
  }
}
