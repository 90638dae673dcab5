import Foundation
import Synchronization

/// Asks a service on this machine, without a proxy, over connections that stay open.
///
/// A service that sends an answer in two parts waits 40 ms for the first to be acknowledged (Nagle's
/// algorithm and delayed acknowledgement). This client acknowledges each part at once, so that
/// thousands of small requests take seconds instead of minutes; URLSession cannot.
package final class LoopbackClient: HTTPClient {
  private let port: UInt16
  private let path: String
  private let idle = Mutex<[Int32]>([])

  package init(port: UInt16, path: String) {
    self.port = port
    self.path = path
  }

  deinit { idle.withLock { $0.forEach { close($0) } } }

  package func get(_ path: String, seconds: Double) async throws -> HTTPReply {
    let head = "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n"
    return try await send(Array(head.utf8), limit: 1 << 16, seconds: seconds)
  }

  package func post(_ body: [UInt8], limit: Int, seconds: Double) async throws -> HTTPReply {
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

  /// Sends a request from a thread of its own, since the exchange blocks.
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
    // A connection that the service has closed while it was idle fails when it is used.
    while let old = idle.withLock({ $0.popLast() }) {
      if let reply = try perform(exchange, on: old, isNew: false) { return reply }
    }
    guard let reply = try perform(exchange, on: try connection(), isNew: true) else {
      throw HTTPError.connection("it closed the connection")
    }
    return reply
  }

  /// Returns nil if the connection was closed before anything came back.
  private func perform(
    _ exchange: LoopbackExchange, on connection: Int32, isNew: Bool
  ) throws -> HTTPReply? {
    var reader = exchange.reader
    do {
      let message = try exchange.run(on: connection, &reader)
      if message.head.isLast || reader.hasUnread {
        close(connection)
      } else {
        idle.withLock { $0.append(connection) }
      }
      return HTTPReply(status: message.head.start.status, body: message.body)
    } catch {
      close(connection)
      if case HTTPError.connection = error, !isNew, !reader.hasBegun { return nil }
      throw error
    }
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

  private static var failure: HTTPError { .connection(String(cString: strerror(errno))) }
}
