/// The head of a request, after RFC 9112; what could be read in two ways is refused.
struct HTTPHead: Equatable {
  /// How the body's end is told.
  enum Framing: Equatable {
    case length(Int)
    case chunked
  }

  let method: String
  let path: String
  let headers: HTTPHeaders
  let framing: Framing
  let isLast: Bool
  let expectsContinue: Bool

  /// Reads the lines of a head, without the empty line behind it.
  init(_ bytes: some Collection<UInt8>) throws(HTTPFault) {
    let lines = try Self.lines(Array(bytes))
    let (method, target, isOld) = try Self.requestLine(lines[0])
    let headers = try Self.headers(lines.dropFirst())
    self.method = method
    path = Self.path(target)
    self.headers = headers
    framing = try Self.framing(headers)
    let options = headers.list("connection")
    isLast = options.contains("close") || (isOld && !options.contains("keep-alive"))
    let hosts = headers.values("host")
    guard hosts.count == 1 || (isOld && hosts.isEmpty) else {
      throw HTTPFault(400, "a request has one Host field")
    }
    let expectations = headers.list("expect")
    guard expectations.allSatisfy({ $0 == "100-continue" }) else {
      throw HTTPFault(417, "only 100-continue can be expected")
    }
    expectsContinue = !expectations.isEmpty && !isOld
  }

  private static func lines(_ bytes: [UInt8]) throws(HTTPFault) -> [String] {
    guard String(validating: bytes, as: UTF8.self) != nil,
      bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0D || $0 == 0x0A || $0 == 0x09 })
    else { throw HTTPFault(400, "the header holds bytes that cannot stand there") }
    // A line feed alone could end a line for one reader and not for another.
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    var result: [String] = []
    for (place, line) in lines.enumerated() {
      let isEnded = line.last == 0x0D
      let content = isEnded ? line.dropLast() : line
      guard isEnded || place == lines.count - 1, !content.contains(0x0D) else {
        throw HTTPFault(400, "a header line must end with CR LF")
      }
      result.append(String(decoding: content, as: UTF8.self))
    }
    return result
  }

  private static func requestLine(
    _ line: String
  ) throws(HTTPFault) -> (method: String, target: String, isOld: Bool) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, isToken(parts[0]), !parts[1].isEmpty else {
      throw HTTPFault(400, "the first line must be METHOD TARGET HTTP/1.1")
    }
    guard parts[2].hasPrefix("HTTP/") else {
      throw HTTPFault(400, "the first line must end with HTTP/1.1")
    }
    guard parts[2] == "HTTP/1.1" || parts[2] == "HTTP/1.0" else {
      throw HTTPFault(505, "only HTTP/1.1 and HTTP/1.0 are spoken here")
    }
    return (parts[0], parts[1], parts[2] == "HTTP/1.0")
  }

  private static func headers(_ lines: ArraySlice<String>) throws(HTTPFault) -> HTTPHeaders {
    var headers = HTTPHeaders()
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), isToken(line[..<colon]) else {
        throw HTTPFault(400, "a header line must be NAME: VALUE")
      }
      headers.add(String(line[..<colon]), line[line.index(after: colon)...].trimmingSpaces)
    }
    return headers
  }

  /// Two ways to tell the body's end are one too many: that is how requests are smuggled.
  private static func framing(_ headers: HTTPHeaders) throws(HTTPFault) -> Framing {
    let codings = headers.list("transfer-encoding")
    let lengths = headers.values("content-length")
    if !codings.isEmpty {
      guard lengths.isEmpty else {
        throw HTTPFault(400, "a request has Transfer-Encoding or Content-Length, not both")
      }
      guard codings == ["chunked"] else {
        throw HTTPFault(501, "the only transfer encoding is chunked")
      }
      return .chunked
    }
    guard let text = lengths.first else { return .length(0) }
    let isNumber = !text.isEmpty && text.utf8.allSatisfy { $0 &- 0x30 < 10 }
    guard lengths.count == 1, isNumber else {
      throw HTTPFault(400, "Content-Length must be one number")
    }
    // A number too large for an `Int` is too large for any limit.
    return .length(Int(text) ?? .max)
  }

  /// The path of a target, which may be a whole address, and may have a query.
  private static func path(_ target: String) -> String {
    var rest = target[...]
    if let scheme = rest.firstRange(of: "://"), !target.hasPrefix("/") {
      rest = rest[scheme.upperBound...]
      rest = rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...]
    }
    return String(rest.prefix { $0 != "?" })
  }

  private static func isToken(_ text: some StringProtocol) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
  }
}
