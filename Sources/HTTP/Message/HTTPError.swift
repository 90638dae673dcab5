/// A reason why a message could not be received or sent.
package enum HTTPError: Error, Equatable {
  /// The message is malformed or not supported; a server answers with the status.
  case refused(status: Int, reason: String)
  /// The head has more bytes than the limit.
  case headTooLarge(limit: Int)
  /// The body has more bytes than the limit.
  case bodyTooLarge(limit: Int)
  /// The message did not arrive, or was not taken, in time.
  case timedOut
  /// The connection failed, or was closed within a message.
  case connection(String)
  /// The address cannot be listened at.
  case cannotListen(host: String, port: Int, reason: String)
  /// A file or a variable holds no token, or not for its owner alone.
  case badToken(place: String, reason: String)
  case cannotListenAt(path: String, reason: String)
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
    case .badToken(let place, let reason): "\(place): \(reason)"
    case .cannotListenAt(let path, let reason):
      "\(path): no socket can be made there: \(reason); choose another path"
    }
  }

  /// The status of a server's answer; nil where none can be sent.
  var status: Int? {
    switch self {
    case .refused(let status, _): status
    case .headTooLarge: 431
    case .bodyTooLarge: 413
    case .timedOut, .connection, .cannotListen, .cannotListenAt, .badToken:
      nil
    }
  }
}
