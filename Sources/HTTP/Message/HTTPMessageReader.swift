/// A message that has arrived whole.
package struct HTTPMessage<Start: HTTPStartLine>: Equatable {
  package let head: HTTPHead<Start>
  package let body: [UInt8]
}

/// Reads the messages of one side of a connection as their bytes arrive.
package struct HTTPMessageReader<Start: HTTPStartLine> {
  /// The next part of a body in chunks (RFC 9112, section 7.1).
  private enum ChunkPart {
    case size
    case data(Int)
    case lineEnd
    /// Fields behind the last chunk, with at most so many bytes.
    case trailer(limit: Int)
  }

  /// The most bytes of a head, and of a line in the body's framing.
  private let headLimit: Int
  private let bodyLimit: Int
  private var buffer: [UInt8] = []
  /// The place of the first byte that is not read yet.
  private var start = 0
  private var head: HTTPHead<Start>?
  private var body: [UInt8] = []
  private var part = ChunkPart.size
  /// Whether any byte has arrived.
  private(set) var hasBegun = false

  package init(headLimit: Int, bodyLimit: Int) {
    self.headLimit = headLimit
    self.bodyLimit = bodyLimit
  }

  /// Whether bytes have arrived that belong to no message read so far.
  var hasUnread: Bool { start < buffer.count }

  private var unread: ArraySlice<UInt8> { buffer[start...] }

  package mutating func append(_ bytes: some Collection<UInt8>) {
    hasBegun = hasBegun || !bytes.isEmpty
    buffer.removeFirst(start)
    start = 0
    buffer += bytes
  }

  /// Returns the head of the message that is arriving; nil before its end.
  mutating func readHead() throws(HTTPError) -> HTTPHead<Start>? {
    while head == nil {
      // Some senders add a line end behind a body.
      while unread.starts(with: [0x0D, 0x0A]) { start += 2 }
      let end = endOfHead
      guard (end?.lines ?? buffer.count) - start <= headLimit else {
        throw .headTooLarge(limit: headLimit)
      }
      guard let end else { return nil }
      let new = try HTTPHead<Start>(buffer[start..<end.lines])
      start = end.next
      if case .length(let length) = new.framing, length > bodyLimit {
        throw .bodyTooLarge(limit: bodyLimit)
      }
      if !new.start.isInterim { head = new }
    }
    return head
  }

  /// Returns the next message; nil before its end.
  package mutating func next() throws(HTTPError) -> HTTPMessage<Start>? {
    guard let head = try readHead() else { return nil }
    switch head.framing {
    case .length(let length):
      try take(min(unread.count, length - body.count))
      guard body.count == length else { return nil }
    case .chunked: guard try takeChunks() else { return nil }
    case .untilClose:
      try take(unread.count)
      return nil
    }
    return finishMessage(head)
  }

  /// Returns the message that ends with the connection; throws if there is none.
  package mutating func finish() throws(HTTPError) -> HTTPMessage<Start> {
    if let head, head.framing == .untilClose { return finishMessage(head) }
    throw .connection(
      hasBegun ? "it closed the connection within an answer" : "it closed the connection")
  }

  private mutating func finishMessage(_ head: HTTPHead<Start>) -> HTTPMessage<Start> {
    defer { (self.head, body, part) = (nil, [], .size) }
    return HTTPMessage(head: head, body: body)
  }

  /// The end of a head's lines, and the end of the empty line behind them.
  private var endOfHead: (lines: Int, next: Int)? {
    var line = start
    while let end = buffer[line...].firstIndex(of: 0x0A) {
      let content = buffer[line..<end]
      if content.isEmpty || content.elementsEqual([0x0D]) { return (line, end + 1) }
      line = end + 1
    }
    return nil
  }
}

extension HTTPMessageReader {
  private mutating func take(_ count: Int) throws(HTTPError) {
    guard body.count + count <= bodyLimit else { throw .bodyTooLarge(limit: bodyLimit) }
    body += unread.prefix(count)
    start += count
  }

  /// Reads the chunks that have arrived; returns whether the body is complete.
  private mutating func takeChunks() throws(HTTPError) -> Bool {
    while true {
      if case .data(let size) = part {
        guard unread.count >= size else { return false }
        try take(size)
        part = .lineEnd
      }
      guard let line = try takeLine() else { return false }
      switch part {
      case .size:
        let size = try size(ofChunk: line)
        part = size > 0 ? .data(size) : .trailer(limit: headLimit)
      case .data, .lineEnd:
        guard line.isEmpty else {
          throw .refused(status: 400, reason: "a chunk must be as long as it says")
        }
        part = .size
      case .trailer(let limit):
        if line.isEmpty { return true }
        guard line.utf8.count + 2 < limit else { throw .headTooLarge(limit: headLimit) }
        part = .trailer(limit: limit - line.utf8.count - 2)
      }
    }
  }

  private func size(ofChunk line: String) throws(HTTPError) -> Int {
    let digits = line.prefix { $0 != ";" }.trimmingSpaces
    guard digits.utf8.count <= 15, digits.allSatisfy(\.isHexDigit),
      let size = Int(digits, radix: 16)
    else { throw .refused(status: 400, reason: "a chunk's size must be a hexadecimal number") }
    guard size <= bodyLimit - body.count else { throw .bodyTooLarge(limit: bodyLimit) }
    return size
  }

  private mutating func takeLine() throws(HTTPError) -> String? {
    guard let end = unread.firstIndex(of: 0x0A) else {
      guard unread.count <= headLimit else { throw .headTooLarge(limit: headLimit) }
      return nil
    }
    let line = unread[..<end]
    let isEnded = line.last == 0x0D
    guard isEnded || !Start.isStrict else {
      throw .refused(status: 400, reason: "a line must end with CR LF")
    }
    start = end + 1
    return String(decoding: isEnded ? line.dropLast() : line, as: UTF8.self)
  }
}
