/// The head of a message: its first line, its fields, and the framing of the body (RFC 9112).
package struct HTTPHead<Start: HTTPStartLine>: Equatable {
  let start: Start
  let headers: HTTPHeaders
  let framing: HTTPFraming
  /// Whether the sender closes the connection after this message.
  let isLast: Bool

  /// Reads the lines of a head with their line ends, without the empty line behind them.
  init(_ bytes: some Collection<UInt8>) throws(HTTPError) {
    let lines = try Self.lines(Array(bytes))
    start = try Start(lines.first ?? "")
    headers = try Self.headers(lines.dropFirst())
    framing = start.hasNoBody ? .length(0) : try Self.framing(headers) ?? start.usualFraming
    let options = headers.list("connection")
    isLast =
      options.contains("close") || framing == .untilClose
      || (start.isVersion10 && !options.contains("keep-alive"))
  }

  private static func lines(_ bytes: [UInt8]) throws(HTTPError) -> [String] {
    if Start.isStrict {
      guard String(validating: bytes, as: UTF8.self) != nil,
        bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0D || $0 == 0x0A || $0 == 0x09 })
      else {
        throw .refused(status: 400, reason: "the header has bytes that are not allowed there")
      }
    }
    var result: [String] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
      let isEnded = line.last == 0x0D
      let content = isEnded ? line.dropLast() : line
      // Not all readers take a line feed alone, or a CR elsewhere, for a line end.
      guard (isEnded && !content.contains(0x0D)) || !Start.isStrict else {
        throw .refused(status: 400, reason: "a header line must end with CR LF")
      }
      result.append(String(decoding: content, as: UTF8.self))
    }
    return result
  }

  private static func headers(_ lines: ArraySlice<String>) throws(HTTPError) -> HTTPHeaders {
    var headers = HTTPHeaders()
    for line in lines {
      if let colon = line.firstIndex(of: ":"), line[..<colon].isToken {
        headers.add(String(line[..<colon]), line[line.index(after: colon)...].trimmingSpaces)
      } else if Start.isStrict {
        throw .refused(status: 400, reason: "a header line must be NAME: VALUE")
      }
    }
    return headers
  }

  /// Returns the framing of the body by the fields; nil if no field tells.
  ///
  /// A request with both fields is refused: it could end at two places (request smuggling).
  private static func framing(_ headers: HTTPHeaders) throws(HTTPError) -> HTTPFraming? {
    let codings = headers.list("transfer-encoding")
    let lengths = headers.values("content-length")
    if !codings.isEmpty {
      guard lengths.isEmpty || !Start.isStrict else {
        throw .refused(
          status: 400, reason: "a request has Transfer-Encoding or Content-Length, not both")
      }
      guard codings == ["chunked"] else {
        throw .refused(status: 501, reason: "the only transfer encoding is chunked")
      }
      return .chunked
    }
    guard let text = lengths.first else { return nil }
    let isNumber = !text.isEmpty && text.utf8.allSatisfy { $0 &- 0x30 < 10 }
    guard lengths.count == 1, isNumber else {
      throw .refused(status: 400, reason: "Content-Length must be one number")
    }
    // A number that is no `Int` is over any limit.
    return .length(Int(text) ?? .max)
  }
}
