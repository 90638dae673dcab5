import Dispatch
import Foundation
import Glibc
import Synchronization

/// A small HTTP/1.1 server: a thread for each client, up to a limit.
///
/// It speaks what a batch job and a health check need (keep-alive, lengths and chunks,
/// `Expect: 100-continue`) and takes nothing on trust: see `HTTPLimits`.
package final class HTTPServer: Sendable {
  private struct Clients {
    var descriptors: Set<Int32> = []
    var isEnding = false
  }

  /// `http://ADDRESS:PORT`, with the port that was found if 0 was asked for.
  package let address: String
  private let listener: Int32
  private let limits: HTTPLimits
  private let clients = Mutex(Clients())
  private let running = DispatchGroup()

  /// Binds to an address; port 0 takes one that is free.
  package init(bind host: String, port: Int, limits: HTTPLimits = HTTPLimits()) throws {
    let socket = try ListeningSocket(host: host, port: port)
    listener = socket.descriptor
    address = "http://\(host.contains(":") ? "[\(host)]" : host):\(socket.port)"
    self.limits = limits
  }

  deinit { close(listener) }

  /// Answers clients on threads of their own until `stop` is called and running answers are sent.
  package func run(_ respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse) {
    while true {
      let client = accept(listener, nil, nil)
      if clients.withLock({ $0.isEnding }) {
        if client >= 0 { close(client) }
        break
      }
      if client >= 0 {
        admit(client, respond)
      } else if errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM {
        // Nothing can be accepted until a client has left.
        usleep(20_000)
      }
    }
    end()
  }

  /// Ends `run`: nobody new is let in, and who waits for a request is hung up on.
  package func stop() {
    clients.withLock { clients in
      clients.isEnding = true
      for client in clients.descriptors { shutdown(client, Int32(SHUT_RD)) }
    }
    // Wakes the thread that accepts.
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func end() {
    let seconds = limits.endTime / .seconds(1)
    if running.wait(timeout: .now() + seconds) == .timedOut {
      clients.withLock { clients in
        for client in clients.descriptors { shutdown(client, Int32(SHUT_RDWR)) }
      }
    }
  }

  private func admit(_ client: Int32, _ respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse)
  {
    _ = fcntl(client, F_SETFD, FD_CLOEXEC)
    var isOn: Int32 = 1
    setsockopt(
      client, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    let before = clients.withLock { clients -> Int? in
      let count = clients.descriptors.count
      guard !clients.isEnding, count < 2 * limits.connections else { return nil }
      clients.descriptors.insert(client)
      return count
    }
    guard let before else {
      close(client)
      return
    }
    let isTooMany = before >= limits.connections
    running.enter()
    Thread.detachNewThread { [self] in
      serve(client, respond: isTooMany ? { _ in Self.comeBack } : respond)
      running.leave()
    }
  }

  private func serve(_ client: Int32, respond: @Sendable (HTTPRequest) -> HTTPResponse) {
    var connection = HTTPConnection(descriptor: client, limits: limits)
    connection.serve { request in
      var response = respond(request)
      if clients.withLock({ $0.isEnding }) { response.closes = true }
      return response
    }
    // Under the lock, so that `stop` never shuts down another file that has got this number.
    clients.withLock { clients in
      clients.descriptors.remove(client)
      close(client)
    }
  }

  private static let comeBack: HTTPResponse = {
    var response = HTTPResponse(503, words: "too many connections at once; come back in a second")
    response.closes = true
    return response
  }()
}

/// A socket that waits for clients.
private struct ListeningSocket {
  let descriptor: Int32
  let port: String

  init(host: String, port: Int) throws {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, "\(port)", &hints, &found)
    guard code == 0, let place = found?.pointee else {
      let words = code == 0 ? "no address" : String(cString: gai_strerror(code))
      throw ServerError(host: host, port: port, words: words)
    }
    defer { freeaddrinfo(found) }
    let descriptor = socket(
      place.ai_family, place.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), place.ai_protocol)
    var isOn: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
    guard descriptor >= 0, bind(descriptor, place.ai_addr, place.ai_addrlen) == 0,
      listen(descriptor, 128) == 0, let bound = Self.port(of: descriptor)
    else {
      let words = String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      throw ServerError(host: host, port: port, words: words)
    }
    self.descriptor = descriptor
    self.port = bound
  }

  private static func port(of descriptor: Int32) -> String? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var port = [CChar](repeating: 0, count: 16)
    let isFound = withUnsafeMutablePointer(to: &storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        getsockname(descriptor, address, &length) == 0
          && getnameinfo(
            address, length, nil, 0, &port, socklen_t(port.count), Int32(NI_NUMERICSERV)) == 0
      }
    }
    let digits = port.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return isFound ? String(decoding: digits, as: UTF8.self) : nil
  }
}

/// Why a server cannot begin.
package struct ServerError: Error, Equatable, CustomStringConvertible {
  package let host: String
  package let port: Int
  package let words: String

  package var description: String {
    "cannot listen on \(host), port \(port): \(words); choose another with --port or --bind"
  }
}
