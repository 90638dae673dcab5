/// The conditions on which a server reads a request's body.
struct HTTPAdmission: Sendable {
  /// A path that a health check asks for, without a token.
  static let openPath = "/ping"

  /// The secret that clients must show; nil lets everybody in who can connect.
  let token: BearerToken?
  let bodies: MemoryBudget

  /// Throws a refusal with status 401 if a request does not show the token.
  func check(_ head: HTTPHead<RequestLine>) throws(HTTPError) {
    guard let token, head.start.path != Self.openPath, !token.isShown(in: head.headers) else {
      return
    }
    throw .refused(
      status: 401,
      reason:
        "this service asks for a token: send “Authorization: Bearer TOKEN”, with the token of "
        + "its file")
  }

  /// Whether a request comes from a client that is let in, and not from one that only asks for the state.
  func isKnown(_ head: HTTPHead<RequestLine>?) -> Bool {
    guard let token else { return true }
    return head.map { token.isShown(in: $0.headers) } ?? false
  }

  /// Takes a request's part of the bodies' budget, nil for a small one; throws a refusal with status
  /// 503 if others hold it too long.
  func share(
    for head: HTTPHead<RequestLine>, _ limits: HTTPLimits
  ) throws(HTTPError) -> MemoryBudget.Share? {
    var bytes = limits.bodyBytes
    if case .length(let length) = head.framing { bytes = length }
    guard bytes > limits.smallBytes else { return nil }
    if let share = bodies.take(bytes, until: .now + limits.bodyTime) { return share }
    throw .refused(status: 503, reason: "too many large requests; try again in a second")
  }
}
