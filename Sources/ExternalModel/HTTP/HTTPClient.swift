/// Sends lines to one address, and takes answers up to a size, within a time.
protocol HTTPClient: Sendable {
  /// Posts lines of JSON; throws an `HTTPFailure` if no answer comes.
  func post(_ body: [UInt8], limit: Int, seconds: Double) async throws -> HTTPReply
}

/// What came back.
struct HTTPReply: Sendable, Equatable {
  let status: Int
  let body: [UInt8]
}

/// Why nothing came back.
enum HTTPFailure: Error, Equatable {
  case tooLong(bytes: Int)
  case tooSlow
  case connection(String)
}
