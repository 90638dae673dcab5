import Foundation
import Synchronization

/// Asks a service on this machine, without a proxy, over connections that stay open.
///
/// A service that sends an answer in two parts waits 40 ms for the first to be acknowledged (Nagle's
/// algorithm and delayed acknowledgement). This client acknowledges each part at once, so that
/// thousands of small requests take seconds instead of minutes; URLSession cannot.
package final class LoopbackClient: HTTPClient {
  /// The place of a service on this machine.
  package enum Place: Sendable {
    case port(UInt16)
    /// A UNIX socket.
    case socket(path: String)
  }

  private let place: Place
  private let path: String
  private let token: BearerToken?
  private let idle = Mutex<[Int32]>([])

  package init(_ place: Place, path: String, token: BearerToken? = nil) {
    self.place = place
    self.path = path
    self.token = token
  }

  deinit { idle.withLock { $0.forEach { close($0) } } }

  package func get(_ path: String, seconds: Double) async throws -> HTTPReply {
    let head = "GET \(path) HTTP/1.1\r\n\(usualFields)Connection: close\r\n\r\n"
    return try await send(Array(head.utf8), limit: 1 << 16, seconds: seconds)
  }

  package func post(_ body: [UInt8], limit: Int, seconds: Double) async throws -> HTTPReply {
    let head = """
      POST \(path) HTTP/1.1\r
      \(usualFields)Content-Type: application/jsonlines\r
      Accept: application/jsonlines\r
      Content-Length: \(body.count)\r
      \r\n
      """
    return try await send(Array(head.utf8) + body, limit: limit, seconds: seconds)
  }

  private var usualFields: String {
    let host = if case .port(let port) = place { "127.0.0.1:\(port)" } else { "localhost" }
    return "Host: \(host)\r\n" + (token.map { "Authorization: \($0.authorization)\r\n" } ?? "")
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
    let family = if case .port = place { AF_INET } else { AF_UNIX }
    let connection = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    guard connection >= 0 else { throw Self.failure }
    _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
    guard connect(connection) else {
      defer { close(connection) }
      throw Self.failure
    }
    var on: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &on, size)
    _ = fcntl(connection, F_SETFL, fcntl(connection, F_GETFL) | O_NONBLOCK)
    return connection
  }

  private func connect(_ connection: Int32) -> Bool {
    switch place {
    case .socket(let path):
      return UnixAddress(path)?.use { Foundation.connect(connection, $0, $1) == 0 } ?? false
    case .port(let port):
      return withUnsafePointer(to: LoopbackPort.address(port)) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          Foundation.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
    }
  }

  private static var failure: HTTPError { .connection(String(cString: strerror(errno))) }
}
