/// Reads an answer as it arrives, up to a size.
struct HTTPReplyReader {
  /// How the end of the body is told.
  private enum Framing {
    case length(Int)
    case chunked
    case close
  }

  private static let headLimit = 1 << 16

  private let limit: Int
  /// What is not understood yet.
  private var rest: [UInt8] = []
  private var framing: Framing?
  private var status = 0
  private var body: [UInt8] = []
  /// The answer is whole.
  private(set) var isComplete = false
  /// The service takes another request on the same connection.
  private(set) var canStay = false
  /// Something has arrived.
  private(set) var hasBegun = false

  init(limit: Int) {
    self.limit = limit
  }

  var reply: HTTPReply { HTTPReply(status: status, body: body) }

  mutating func append(_ bytes: some Collection<UInt8>) throws(HTTPFailure) {
    hasBegun = hasBegun || !bytes.isEmpty
    rest += bytes
    while framing == nil, let end = Self.endOfHead(rest) {
      let head = String(decoding: rest[..<end.text], as: UTF8.self)
      rest.removeFirst(end.next)
      try read(head)
    }
    switch framing {
    case nil: guard rest.count <= Self.headLimit else { throw .tooLong(bytes: Self.headLimit) }
    case .length(let length): try takePlain(upTo: length)
    case .chunked: try takeChunks()
    case .close: try takePlain(upTo: .max)
    }
  }

  /// The service has closed the connection.
  mutating func end() throws(HTTPFailure) {
    if case .close = framing { isComplete = true }
    canStay = false
    guard isComplete else {
      throw .connection(
        hasBegun ? "it closed the connection within an answer" : "it closed the connection")
    }
  }

  private static func endOfHead(_ bytes: [UInt8]) -> (text: Int, next: Int)? {
    var lineStart = 0
    while let end = bytes[lineStart...].firstIndex(of: 0x0A) {
      let line = bytes[lineStart..<end]
      if line.isEmpty || line.elementsEqual([0x0D]) { return (lineStart, end + 1) }
      lineStart = end + 1
    }
    return nil
  }

  private mutating func read(_ head: String) throws(HTTPFailure) {
    let lines = head.split(whereSeparator: \.isNewline)
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let code = Int(words[1]),
      (100..<1000).contains(code)
    else { throw .connection("it does not speak HTTP/1.1") }
    // An interim answer; the final one follows.
    guard code >= 200 else { return }
    status = code
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      fields[line[..<colon].lowercased()] = value.lowercased()
    }
    let connection = fields["connection"] ?? ""
    canStay =
      !connection.contains("close")
      && (words[0] != "HTTP/1.0" || connection.contains("keep-alive"))
    try frame(fields)
  }

  private mutating func frame(_ fields: [String: String]) throws(HTTPFailure) {
    if status == 204 || status == 304 {
      framing = .length(0)
    } else if fields["transfer-encoding"]?.contains("chunked") == true {
      framing = .chunked
    } else if let text = fields["content-length"] {
      guard let length = Int(text.prefix { $0 != " " && $0 != "\t" }), length >= 0 else {
        throw .connection("its Content-Length is no number")
      }
      guard length <= limit else { throw .tooLong(bytes: limit) }
      framing = .length(length)
    } else {
      framing = .close
      canStay = false
    }
  }

  private mutating func takePlain(upTo length: Int) throws(HTTPFailure) {
    try take(min(rest.count, length - body.count))
    guard body.count == length else { return }
    isComplete = true
    // More than was announced: whatever it is, it is not the next answer.
    if !rest.isEmpty { canStay = false }
  }

  private mutating func takeChunks() throws(HTTPFailure) {
    while !isComplete, let end = rest.firstIndex(of: 0x0A) {
      let line = String(decoding: rest[..<end], as: UTF8.self)
      let digits = line.prefix { $0.isHexDigit }
      guard let size = Int(digits, radix: 16), size >= 0, size <= limit else {
        throw digits.isEmpty ? .connection("it cut its answer wrongly") : .tooLong(bytes: limit)
      }
      // The chunk and its line end; what follows the last one is not waited for.
      guard size > 0 else {
        isComplete = true
        canStay = false
        return
      }
      guard rest.count >= end + 1 + size + 2 else {
        guard rest.count <= limit + Self.headLimit else { throw .tooLong(bytes: limit) }
        return
      }
      rest.removeFirst(end + 1)
      try take(size)
      rest.removeFirst(rest.starts(with: [0x0D]) ? 2 : 1)
    }
  }

  private mutating func take(_ count: Int) throws(HTTPFailure) {
    guard body.count + count <= limit else { throw .tooLong(bytes: limit) }
    body += rest.prefix(count)
    rest.removeFirst(count)
  }
}
