/// Why a message was not exchanged.
package enum HTTPError: Error, Equatable {
  /// The bytes are no message that is taken; a server answers with the status.
  case refused(status: Int, reason: String)
  /// The head has more bytes than the limit.
  case headTooLarge(limit: Int)
  /// The body has more bytes than the limit.
  case bodyTooLarge(limit: Int)
  /// No whole answer came in time.
  case timedOut
  /// The connection failed, or was closed too early.
  case connection(String)
  /// No server can listen at this address.
  case cannotListen(host: String, port: Int, reason: String)
}

extension HTTPError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .refused(_, let reason), .connection(let reason): reason
    case .headTooLarge: "the header is too large"
    case .bodyTooLarge(let limit):
      "the body is larger than \(limit) bytes; send fewer lines in a request"
    case .timedOut: "no answer came in time"
    case .cannotListen(let host, let port, let reason):
      "cannot listen on \(host), port \(port): \(reason); choose another with --port or --bind"
    }
  }

  /// What a server answers; nil where nobody is left to be told.
  var status: Int? {
    switch self {
    case .refused(let status, _): status
    case .headTooLarge: 431
    case .bodyTooLarge: 413
    case .timedOut, .connection, .cannotListen: nil
    }
  }
}
