import Glibc

/// A client's connection, on which requests are answered one after the other.
struct HTTPConnection {
  private let descriptor: Int32
  private let limits: HTTPLimits
  private let admission: HTTPAdmission
  /// The bytes of the budget that the arriving body takes.
  private var share: MemoryBudget.Share?
  private var reader: HTTPMessageReader<RequestLine>
  /// Whether the client has shown the token, if one is asked for: others get little time.
  private var isKnown: Bool
  /// The bytes of one receive call.
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)

  init(descriptor: Int32, limits: HTTPLimits, admission: HTTPAdmission) {
    self.descriptor = descriptor
    self.admission = admission
    self.limits = limits
    isKnown = admission.isKnown(nil)
    reader = HTTPMessageReader(headLimit: limits.headerBytes, bodyLimit: limits.bodyBytes)
  }

  /// Answers requests until the client or an answer ends the connection.
  mutating func serve(_ respond: (HTTPRequest) -> HTTPResponse) {
    var isOver = false
    while !isOver {
      do throws(HTTPError) {
        isOver = try answerNext(respond)
      } catch {
        guard let status = error.status else { return }
        share = nil
        try? send(HTTPResponse(status, text: "\(error)"), withBody: true, closes: true)
        isOver = true
      }
    }
    drain()
  }

  /// Answers one request, and returns whether it was the last; its body is gone before the answer is
  /// sent.
  private mutating func answerNext(
    _ respond: (HTTPRequest) -> HTTPResponse
  ) throws(HTTPError) -> Bool {
    let (response, withBody, isLast) = try response(respond)
    share = nil
    let isOver = isLast || response.closes
    try send(response, withBody: withBody, closes: isOver)
    return isOver
  }

  private mutating func response(
    _ respond: (HTTPRequest) -> HTTPResponse
  ) throws(HTTPError) -> (HTTPResponse, withBody: Bool, isLast: Bool) {
    let message = try receive()
    return (
      respond(HTTPRequest(message)), message.head.start.method != "HEAD",
      message.head.isLast || !isKnown
    )
  }

  /// Discards what the client still sends: closing with bytes unread would reset the connection
  /// before the last answer has arrived.
  private mutating func drain() {
    shutdown(descriptor, Int32(SHUT_WR))
    let idleTime = isKnown ? limits.idleTime : min(limits.strangerTime, limits.idleTime)
    let deadline = ContinuousClock.now + min(.seconds(2), idleTime)
    var rest = limits.bodyBytes
    while rest > 0, let count = try? receive(until: deadline), count > 0 { rest -= count }
  }
}

extension HTTPConnection {
  private mutating func receive() throws(HTTPError) -> HTTPMessage<RequestLine> {
    if !reader.hasUnread {
      // An idle connection is closed without an answer.
      let idleTime = isKnown ? limits.idleTime : min(limits.strangerTime, limits.idleTime)
      let count = try receive(until: .now + idleTime)
      guard count > 0 else { throw .connection("no further request") }
      reader.append(chunk[..<count])
    }
    try receiveHead()
    let deadline = ContinuousClock.now + limits.bodyTime
    while true {
      if let message = try reader.next() { return message }
      try receiveMore(of: "the body", until: deadline)
    }
  }

  private mutating func receiveHead() throws(HTTPError) {
    let time = isKnown ? limits.headerTime : min(limits.strangerTime, limits.headerTime)
    let deadline = ContinuousClock.now + time
    while true {
      if let head = try reader.readHead() {
        try head.check()
        try admission.check(head)
        isKnown = isKnown || admission.isKnown(head)
        share = try admission.share(for: head, limits)
        // A client that waits for it has sent nothing of the body.
        if head.expectsContinue, !reader.hasUnread, head.framing != .length(0) {
          try send(
            Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), until: .now + limits.answerTime)
        }
        return
      }
      try receiveMore(of: "the header", until: deadline)
    }
  }

  private mutating func receiveMore(
    of part: String, until deadline: ContinuousClock.Instant
  ) throws(HTTPError) {
    let count = try receive(until: deadline)
    if count == 0, .now >= deadline {
      throw .refused(status: 408, reason: "\(part) took too long to arrive")
    }
    guard count > 0 else { throw .connection("closed within a request") }
    reader.append(chunk[..<count])
  }

  /// Receives into the chunk, and returns the count of bytes; 0 at the end of the connection, or at
  /// the deadline.
  private mutating func receive(
    until deadline: ContinuousClock.Instant
  ) throws(HTTPError) -> Int {
    guard wait(for: POLLIN, until: deadline) else { return 0 }
    var count = 0
    repeat {
      count = recv(descriptor, &chunk, chunk.count, 0)
    } while count < 0 && errno == EINTR
    guard count >= 0 else { throw .connection(String(cString: strerror(errno))) }
    return count
  }
}

extension HTTPConnection {
  private func send(
    _ response: HTTPResponse, withBody: Bool, closes: Bool
  ) throws(HTTPError) {
    let deadline = ContinuousClock.now + limits.answerTime
    let hasBody = withBody && !response.body.isEmpty
    try send(response.head(closes: closes, now: time(nil)), until: deadline, isPart: hasBody)
    if hasBody { try send(response.body, until: deadline) }
  }

  /// Sends all bytes; a part waits for the next one before it leaves the machine.
  private func send(
    _ bytes: [UInt8], until deadline: ContinuousClock.Instant, isPart: Bool = false
  ) throws(HTTPError) {
    let flags =
      Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT) | (isPart ? Int32(MSG_MORE) : 0)
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
        return Glibc.send(descriptor, rest.baseAddress, rest.count, flags)
      }
      if count >= 0 {
        sent += count
      } else if errno == EAGAIN {
        guard wait(for: POLLOUT, until: deadline) else { throw .timedOut }
      } else if errno != EINTR {
        throw .connection(String(cString: strerror(errno)))
      }
    }
  }

  /// Waits for the connection to be ready; returns false at the deadline.
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
