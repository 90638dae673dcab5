import Foundation
import Glibc

@testable import HTTP

/// A server on a free port of this machine, ended with the test.
final class TestServer: Sendable {
  let server: HTTPServer
  let port: UInt16
  private let ended = DispatchSemaphore(value: 0)

  init(
    limits: HTTPLimits = HTTPLimits(), token: BearerToken? = nil,
    _ respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse
  ) throws {
    server = try HTTPServer(bind: "127.0.0.1", port: 0, limits: limits, token: token)
    port = UInt16(server.address.split(separator: ":").last ?? "") ?? 0
    Thread.detachNewThread { [server, ended] in
      server.run(respond)
      ended.signal()
    }
  }

  /// Tells whether the server ended within the time that a machine under load may take.
  func stop() -> Bool {
    server.stop()
    return ended.wait(timeout: .now() + 30) == .success
  }

  deinit { server.stop() }
}

/// The other end of a connection, byte by byte.
final class TestClient {
  /// An answer as it was received.
  struct Answer: Equatable {
    var status = 0
    var headers: [String: String] = [:]
    var body = ""
  }

  struct Closed: Error {}

  /// Lives as long as its client.
  private let server: TestServer
  private let descriptor: Int32
  private var received: [UInt8] = []

  init(_ server: TestServer) throws {
    self.server = server
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = server.port.bigEndian
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    let result = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Closed() }
    // A test that waits in vain fails instead of hanging.
    var limit = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        Glibc.send(
          descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Nothing more will be sent.
  func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

  func answer(withBody: Bool = true) throws -> Answer {
    var answer = Answer()
    while true {
      let line = try takeLine()
      if line.isEmpty { break }
      if answer.status == 0 {
        answer.status = Int(line.split(separator: " ")[1]) ?? -1
        continue
      }
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      answer.headers[parts[0].lowercased()] = String(parts[1].dropFirst())
    }
    let length = withBody ? Int(answer.headers["content-length"] ?? "0") ?? 0 : 0
    while received.count < length { try fill() }
    answer.body = String(decoding: received.prefix(length), as: UTF8.self)
    received.removeFirst(length)
    return answer
  }

  /// Tells whether the server has closed the connection, after all its answers were taken.
  var isClosed: Bool {
    do {
      try fill()
      return false
    } catch {
      return received.isEmpty && errno != EAGAIN
    }
  }

  private func takeLine() throws -> String {
    while true {
      if let end = received.firstIndex(of: 0x0A) {
        let line = received[..<end].dropLast()
        defer { received.removeFirst(end + 1) }
        return String(decoding: line, as: UTF8.self)
      }
      try fill()
    }
  }

  private func fill() throws {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    errno = 0
    let count = recv(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { throw Closed() }
    received += bytes.prefix(count)
  }
}
