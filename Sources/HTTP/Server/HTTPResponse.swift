import Glibc

/// An answer to a request.
package struct HTTPResponse: Sendable, Equatable {
  package let status: Int
  package let contentType: String
  package let body: [UInt8]
  /// The methods that there are, for status 405.
  package var allow: String?
  package var closes = false
  /// The bytes of a budget that the body takes until it is sent.
  package var share: MemoryBudget.Share?

  package init(_ status: Int, _ body: [UInt8], type: String) {
    self.status = status
    self.body = body
    contentType = type
  }

  /// An answer of one line of text.
  package init(_ status: Int, text: String) {
    self.init(status, Array("\(text)\n".utf8), type: "text/plain; charset=utf-8")
  }

  package static func == (one: HTTPResponse, other: HTTPResponse) -> Bool {
    one.status == other.status && one.contentType == other.contentType && one.body == other.body
      && one.allow == other.allow && one.closes == other.closes
  }

  /// The header as it is sent.
  func head(closes: Bool, now: time_t) -> [UInt8] {
    var head = "HTTP/1.1 \(status) \(Self.reasons[status] ?? "Unknown")\r\n"
    head += "Date: \(Self.date(now))\r\n"
    head += "Content-Type: \(contentType)\r\nContent-Length: \(body.count)\r\n"
    if let allow { head += "Allow: \(allow)\r\n" }
    if status == 401 { head += "WWW-Authenticate: Bearer\r\n" }
    if status == 503 { head += "Retry-After: 1\r\n" }
    head += "Connection: \(closes ? "close" : "keep-alive")\r\n\r\n"
    return Array(head.utf8)
  }

  private static let reasons = [
    200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 405: "Method Not Allowed",
    408: "Request Timeout", 413: "Content Too Large", 415: "Unsupported Media Type",
    417: "Expectation Failed", 431: "Request Header Fields Too Large", 501: "Not Implemented",
    503: "Service Unavailable", 505: "HTTP Version Not Supported",
  ]

  private static func date(_ now: time_t) -> String {
    var (now, parts) = (now, tm())
    gmtime_r(&now, &parts)
    var text = [CChar](repeating: 0, count: 64)
    let count = strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
    return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
