import Glibc

/// What a server takes from a client before it gives up on it.
package struct HTTPLimits: Sendable {
  package var headerBytes = 16 << 10
  package var bodyBytes = 6 << 20
  /// Clients at a time; some more are told to come back, the others are hung up on.
  package var connections = 64
  /// For the header, from its first byte on.
  package var headerTime = Duration.seconds(10)
  /// Between two requests.
  package var idleTime = Duration.seconds(60)
  /// For the body.
  package var bodyTime = Duration.seconds(60)
  /// For the answer to be taken.
  package var answerTime = Duration.seconds(60)
  /// For running answers, when the server ends.
  package var endTime = Duration.seconds(10)

  package init() {}
}

/// One client's connection: requests in, answers out, one after the other.
struct HTTPConnection {
  /// The other end is gone, or there is nobody to tell what is wrong.
  private struct Gone: Error {}

  private let descriptor: Int32
  private let limits: HTTPLimits
  /// What is received at once.
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  /// What was received and is still needed.
  private var buffer: [UInt8] = []
  /// Where what belongs to no request yet begins in the buffer.
  private var start = 0

  init(descriptor: Int32, limits: HTTPLimits) {
    self.descriptor = descriptor
    self.limits = limits
  }

  /// Answers requests until either end has had enough.
  mutating func serve(_ respond: (HTTPRequest) -> HTTPResponse) {
    var isOver = false
    while !isOver {
      do {
        let request = try receive()
        let response = respond(request)
        isOver = request.isLast || response.closes
        try send(response, withBody: request.method != "HEAD", closes: isOver)
      } catch let fault as HTTPFault {
        try? send(HTTPResponse(fault.status, words: fault.words), withBody: true, closes: true)
        isOver = true
      } catch {
        return
      }
    }
    linger()
  }

  /// Lets the last answer arrive: closing with bytes unread would take it back.
  private mutating func linger() {
    shutdown(descriptor, Int32(SHUT_WR))
    let deadline = ContinuousClock.now + min(.seconds(2), limits.idleTime)
    var rest = limits.bodyBytes
    while rest > 0, (try? fill(until: deadline)) == true {
      rest -= unread.count
      start = buffer.count
    }
  }
}

extension HTTPConnection {
  private var unread: ArraySlice<UInt8> { buffer[start...] }

  private mutating func receive() throws -> HTTPRequest {
    // Between two requests nobody needs to be told that the time is up.
    if unread.isEmpty, try !fill(until: .now + limits.idleTime) { throw Gone() }
    let head = try receiveHead()
    let body = try receiveBody(head)
    return HTTPRequest(
      method: head.method, path: head.path, headers: head.headers, body: body, isLast: head.isLast)
  }

  private mutating func receiveHead() throws -> HTTPHead {
    let deadline = ContinuousClock.now + limits.headerTime
    // Some clients send a line end too many behind a body.
    while true {
      while unread.starts(with: [0x0D, 0x0A]) { start += 2 }
      if let count = Self.lengthOfHead(unread) {
        guard count <= limits.headerBytes else { throw Self.headerTooLarge }
        defer { start += count + 4 }
        return try HTTPHead(unread.prefix(count))
      }
      guard unread.count <= limits.headerBytes else { throw Self.headerTooLarge }
      try need(deadline, "the header")
    }
  }

  private static let headerTooLarge = HTTPFault(431, "the header is too large")

  /// How far it is to the empty line that ends a head.
  private static func lengthOfHead(_ bytes: ArraySlice<UInt8>) -> Int? {
    var place = bytes.startIndex
    while let end = bytes[place...].firstIndex(of: 0x0D) {
      if bytes[end...].starts(with: [0x0D, 0x0A, 0x0D, 0x0A]) { return end - bytes.startIndex }
      place = end + 1
    }
    return nil
  }

  private mutating func receiveBody(_ head: HTTPHead) throws -> [UInt8] {
    if case .length(let length) = head.framing, length > limits.bodyBytes { throw bodyTooLarge }
    // Who waits for the word before sending the body has not sent any of it.
    if head.expectsContinue, unread.isEmpty, head.framing != .length(0) {
      try send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
    }
    let deadline = ContinuousClock.now + limits.bodyTime
    switch head.framing {
    case .length(let length): return try take(length, until: deadline)
    case .chunked: return try receiveChunks(until: deadline)
    }
  }

  private var bodyTooLarge: HTTPFault {
    HTTPFault(
      413, "the body is larger than \(limits.bodyBytes) bytes; send fewer lines in a request")
  }

  private mutating func receiveChunks(until deadline: ContinuousClock.Instant) throws -> [UInt8] {
    var body: [UInt8] = []
    while true {
      let line = try takeLine(until: deadline)
      let digits = line.prefix { $0 != ";" }.trimmingSpaces
      guard !digits.isEmpty, digits.utf8.count <= 15, let size = Int(digits, radix: 16), size >= 0,
        digits.first != "+", digits.first != "-"
      else { throw HTTPFault(400, "a chunk's size must be a hexadecimal number") }
      if size == 0 { break }
      guard size <= limits.bodyBytes - body.count else { throw bodyTooLarge }
      body += try take(size, until: deadline)
      guard try takeLine(until: deadline).isEmpty else {
        throw HTTPFault(400, "a chunk must be as long as it says")
      }
    }
    // Trailing fields say nothing here.
    var rest = limits.headerBytes
    while true {
      let line = try takeLine(until: deadline)
      if line.isEmpty { return body }
      rest -= line.utf8.count + 2
      guard rest > 0 else { throw Self.headerTooLarge }
    }
  }

  private mutating func takeLine(until deadline: ContinuousClock.Instant) throws -> String {
    while true {
      if let end = unread.firstIndex(of: 0x0A) {
        let line = unread[..<end]
        guard line.last == 0x0D else { throw HTTPFault(400, "a line must end with CR LF") }
        start = end + 1
        return String(decoding: line.dropLast(), as: UTF8.self)
      }
      guard unread.count <= limits.headerBytes else { throw Self.headerTooLarge }
      try need(deadline, "the body")
    }
  }

  private mutating func take(
    _ count: Int, until deadline: ContinuousClock.Instant
  ) throws -> [UInt8] {
    while unread.count < count { try need(deadline, "the body") }
    defer { start += count }
    return Array(unread.prefix(count))
  }
}

extension HTTPConnection {
  /// Receives more of something that was begun; who is too slow is told so.
  private mutating func need(_ deadline: ContinuousClock.Instant, _ what: String) throws {
    guard try !fill(until: deadline) else { return }
    guard ContinuousClock.now >= deadline else { throw Gone() }
    throw HTTPFault(408, "\(what) took too long to arrive")
  }

  /// Receives what there is, at least one byte; false at the end of all, or of the time.
  private mutating func fill(until deadline: ContinuousClock.Instant) throws -> Bool {
    guard wait(for: POLLIN, until: deadline) else { return false }
    var count = 0
    repeat {
      count = recv(descriptor, &chunk, chunk.count, 0)
    } while count < 0 && errno == EINTR
    guard count >= 0 else { throw Gone() }
    buffer.removeFirst(start)
    start = 0
    buffer += chunk[..<count]
    return count > 0
  }

  private func send(_ response: HTTPResponse, withBody: Bool, closes: Bool) throws {
    try send(response.bytes(withBody: withBody, closes: closes, now: time(nil)))
  }

  /// Sends all bytes; usually in one call.
  private func send(_ bytes: [UInt8]) throws {
    let deadline = ContinuousClock.now + limits.answerTime
    let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
        return Glibc.send(descriptor, rest.baseAddress, rest.count, flags)
      }
      if count >= 0 {
        sent += count
      } else if errno == EAGAIN {
        guard wait(for: POLLOUT, until: deadline) else { throw Gone() }
      } else if errno != EINTR {
        throw Gone()
      }
    }
  }

  /// Waits for the connection to be ready; false if the time is up.
  private func wait(for events: Int32, until deadline: ContinuousClock.Instant) -> Bool {
    while true {
      let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
      guard left > 0 else { return false }
      var ready = pollfd(fd: descriptor, events: Int16(events), revents: 0)
      let count = poll(&ready, 1, Int32(min(left.rounded(.up), 3_600_000)))
      if count > 0 { return true }
      if count < 0, errno != EINTR { return false }
    }
  }
}
