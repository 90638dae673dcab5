import Dispatch
import Foundation
import Glibc
import Synchronization

/// The file of a socket that this process has made.
private struct SocketFile {
  private let path: String
  private let device: dev_t
  private let inode: ino_t

  init(path: String) {
    self.path = path
    var status = stat()
    let isThere = lstat(path, &status) == 0
    (device, inode) = isThere ? (status.st_dev, status.st_ino) : (0, 0)
  }

  /// Removes it, unless something else has its name by now.
  func remove() {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_dev == device, status.st_ino == inode else { return }
    unlink(path)
  }
}

/// A small HTTP/1.1 server with a thread for each connection, up to a limit.
///
/// It has what a batch job and a health check need (keep-alive, lengths and chunks,
/// `Expect: 100-continue`); all that a client may send and the time for it are limited, see
/// `HTTPLimits`.
package final class HTTPServer: Sendable {
  private struct Clients {
    var descriptors: Set<Int32> = []
    var isEnding = false
  }

  /// `http://ADDRESS:PORT`, with the port that was chosen for port 0; or `unix:PATH`.
  package let address: String
  private let listener: Int32
  private let socketFile: SocketFile?
  private let limits: HTTPLimits
  private let admission: HTTPAdmission
  private let clients = Mutex(Clients())
  private let running = DispatchGroup()

  /// Binds to an address; port 0 takes one that is free.
  ///
  /// Clients must show the token with every request but `GET /ping`, if there is one.
  package convenience init(
    bind host: String, port: Int, limits: HTTPLimits = HTTPLimits(), token: BearerToken? = nil
  ) throws(HTTPError) {
    let socket = try ListeningSocket(host: host, port: port)
    let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(socket.port)"
    self.init(socket.descriptor, address, limits, token)
  }

  /// Makes a UNIX socket that the user alone can reach, removed by `run` at its end.
  package convenience init(
    socket path: String, limits: HTTPLimits = HTTPLimits(), token: BearerToken? = nil
  ) throws(HTTPError) {
    let socket = try ListeningSocket(path: path).descriptor
    self.init(socket, "unix:\(path)", limits, token, SocketFile(path: path))
  }

  private init(
    _ listener: Int32, _ address: String, _ limits: HTTPLimits, _ token: BearerToken?,
    _ socketFile: SocketFile? = nil
  ) {
    self.listener = listener
    self.address = address
    self.limits = limits
    self.socketFile = socketFile
    admission = HTTPAdmission(
      token: token, bodies: MemoryBudget(bytes: max(limits.bodiesBytes, limits.bodyBytes)))
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
        // No connection can be accepted until another one is closed.
        usleep(20_000)
      }
    }
    end()
  }

  /// Ends `run`: no connection is accepted any more, idle ones are closed, running answers are sent.
  package func stop() {
    clients.withLock { clients in
      clients.isEnding = true
      for client in clients.descriptors { shutdown(client, Int32(SHUT_RD)) }
    }
    // Ends the `accept` that `run` waits in.
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func end() {
    socketFile?.remove()
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
      serve(client, respond: isTooMany ? { _ in Self.tooMany } : respond)
      running.leave()
    }
  }

  private func serve(_ client: Int32, respond: @Sendable (HTTPRequest) -> HTTPResponse) {
    var connection = HTTPConnection(
      descriptor: client, limits: limits, admission: admission)
    connection.serve { request in
      var response = respond(request)
      if clients.withLock({ $0.isEnding }) { response.closes = true }
      return response
    }
    // Under the lock, so that `stop` does not shut down another file of this number.
    clients.withLock { clients in
      clients.descriptors.remove(client)
      close(client)
    }
  }

  private static let tooMany: HTTPResponse = {
    var response = HTTPResponse(503, text: "too many connections; try again in a second")
    response.closes = true
    return response
  }()
}
