/// A request that has arrived whole.
package struct HTTPRequest: Sendable, Equatable {
  package let method: String
  /// Without the query.
  package let path: String
  package let headers: HTTPHeaders
  package let body: [UInt8]

  package init(
    method: String, path: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body
  }

  init(_ message: HTTPMessage<RequestLine>) {
    self.init(
      method: message.head.start.method, path: message.head.start.path,
      headers: message.head.headers, body: message.body)
  }
}

extension HTTPHead<RequestLine> {
  /// Whether the client sends the body only after a 100 Continue.
  var expectsContinue: Bool { !start.isVersion10 && !headers.list("expect").isEmpty }

  /// Throws if the Host field is missing or an expectation is not supported.
  func check() throws(HTTPError) {
    let hosts = headers.values("host")
    guard hosts.count == 1 || (start.isVersion10 && hosts.isEmpty) else {
      throw .refused(status: 400, reason: "a request has one Host field")
    }
    guard headers.list("expect").allSatisfy({ $0 == "100-continue" }) else {
      throw .refused(status: 417, reason: "only 100-continue can be expected")
    }
  }
}
