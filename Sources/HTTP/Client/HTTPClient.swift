/// Sends requests to one address, and takes answers up to a size, within a time.
package protocol HTTPClient: Sendable {
  /// Posts lines of JSON; throws an `HTTPError` if no answer comes.
  func post(_ body: [UInt8], limit: Int, seconds: Double) async throws -> HTTPReply
}

/// The answer of a service.
package struct HTTPReply: Sendable, Equatable {
  package let status: Int
  package let body: [UInt8]

  package init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }
}
