import Glibc

/// A request that was read whole.
package struct HTTPRequest: Sendable, Equatable {
  package let method: String
  /// Without the query.
  package let path: String
  package let headers: HTTPHeaders
  package let body: [UInt8]
  /// The other end will send no further request.
  let isLast: Bool

  package init(
    method: String, path: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [],
    isLast: Bool = false
  ) {
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body
    self.isLast = isLast
  }
}

/// The header fields of a message, in order.
package struct HTTPHeaders: Sendable, Equatable {
  /// One field; its name is in lower case.
  struct Field: Sendable, Equatable {
    let name: String
    let value: String
  }

  private var fields: [Field] = []

  package init() {}

  package mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name.lowercased(), value: value))
  }

  /// Returns all values of a field.
  package func values(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// Returns the elements of a field that is a list with commas, in lower case.
  package func list(_ name: String) -> [String] {
    values(name).flatMap { $0.split(separator: ",") }
      .map { $0.lowercased().trimmingSpaces }.filter { !$0.isEmpty }
  }
}

/// What is sent back.
package struct HTTPResponse: Sendable, Equatable {
  package let status: Int
  package let contentType: String
  package let body: [UInt8]
  /// For 405: the methods that there are.
  package var allow: String?
  package var closes = false

  package init(_ status: Int, _ body: [UInt8], type: String) {
    self.status = status
    self.body = body
    contentType = type
  }

  /// A line of words for whoever asked.
  package init(_ status: Int, words: String) {
    self.init(status, Array("\(words)\n".utf8), type: "text/plain; charset=utf-8")
  }

  /// The message as it is sent: header and body in one piece.
  func bytes(withBody: Bool, closes: Bool, now: time_t) -> [UInt8] {
    var head = "HTTP/1.1 \(status) \(Self.reasons[status] ?? "Unknown")\r\n"
    head += "Date: \(Self.date(now))\r\n"
    head += "Content-Type: \(contentType)\r\nContent-Length: \(body.count)\r\n"
    if let allow { head += "Allow: \(allow)\r\n" }
    if status == 503 { head += "Retry-After: 1\r\n" }
    head += "Connection: \(closes ? "close" : "keep-alive")\r\n\r\n"
    return Array(head.utf8) + (withBody ? body : [])
  }

  private static let reasons = [
    200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
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

/// Why a request is not answered as asked; the connection ends with it.
struct HTTPFault: Error, Equatable {
  let status: Int
  let words: String

  init(_ status: Int, _ words: String) {
    self.status = status
    self.words = words
  }
}

extension StringProtocol {
  /// The text without the spaces and tabs around it.
  var trimmingSpaces: String {
    let isSpace = { (character: Character) in character == " " || character == "\t" }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
