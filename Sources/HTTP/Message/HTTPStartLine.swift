/// The first line of a message, and the rules in which requests and answers differ.
package protocol HTTPStartLine: Sendable, Equatable {
  /// Whether ambiguous messages are refused, as requests are; answers are read as far as possible.
  static var isStrict: Bool { get }

  init(_ line: String) throws(HTTPError)

  /// Whether the version is HTTP/1.0.
  var isVersion10: Bool { get }
  /// Whether it is an interim answer, such as 100 Continue.
  var isInterim: Bool { get }
  /// Whether there is no body, regardless of the fields.
  var hasNoBody: Bool { get }
  /// The framing of the body if no field tells.
  var usualFraming: HTTPFraming { get }
}

/// The way in which the end of a body is found (RFC 9112, section 6).
package enum HTTPFraming: Equatable {
  case length(Int)
  case chunked
  case untilClose
}

/// The first line of a request.
package struct RequestLine: HTTPStartLine {
  package static let isStrict = true

  let method: String
  /// Without the query.
  let path: String
  package let isVersion10: Bool

  package var isInterim: Bool { false }
  package var hasNoBody: Bool { false }
  package var usualFraming: HTTPFraming { .length(0) }

  package init(_ line: String) throws(HTTPError) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].isToken, !parts[1].isEmpty else {
      throw .refused(status: 400, reason: "the first line must be METHOD TARGET HTTP/1.1")
    }
    guard parts[2].hasPrefix("HTTP/") else {
      throw .refused(status: 400, reason: "the first line must end with HTTP/1.1")
    }
    guard parts[2] == "HTTP/1.1" || parts[2] == "HTTP/1.0" else {
      throw .refused(status: 505, reason: "only HTTP/1.1 and HTTP/1.0 are supported")
    }
    method = String(parts[0])
    path = Self.path(parts[1])
    isVersion10 = parts[2] == "HTTP/1.0"
  }

  /// Returns the path of a target, which may be an absolute URL and may have a query.
  private static func path(_ target: Substring) -> String {
    var rest = target
    if let scheme = rest.firstRange(of: "://"), !target.hasPrefix("/") {
      rest = rest[scheme.upperBound...]
      rest = rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...]
    }
    return String(rest.prefix { $0 != "?" })
  }
}

/// The first line of an answer.
package struct StatusLine: HTTPStartLine {
  package static let isStrict = false

  let status: Int
  package let isVersion10: Bool

  package var isInterim: Bool { status < 200 }
  package var hasNoBody: Bool { status == 204 || status == 304 }
  package var usualFraming: HTTPFraming { .untilClose }

  package init(_ line: String) throws(HTTPError) {
    let words = line.split(separator: " ")
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]),
      (100..<1000).contains(status)
    else { throw .refused(status: 502, reason: "it does not speak HTTP/1.1") }
    self.status = status
    isVersion10 = words[0] == "HTTP/1.0"
  }
}
