/// The most that a server takes from a client, and waits for it.
package struct HTTPLimits: Sendable {
  package var headerBytes = 16 << 10
  package var bodyBytes = 6 << 20
  /// The bytes of all bodies together that are larger than `smallBytes`; further ones wait.
  package var bodiesBytes = 64 << 20
  /// A body that counts for nothing.
  package var smallBytes = 64 << 10
  /// Connections at a time; up to twice as many are answered with 503, the rest are closed.
  package var connections = 64
  /// From the first byte of a header to its end.
  package var headerTime = Duration.seconds(10)
  /// Between two requests.
  package var idleTime = Duration.seconds(60)
  /// For the first request of a client that has shown no token where one is asked for; after its answer it
  /// is let go.
  package var strangerTime = Duration.seconds(3)
  /// From the end of the header to the end of the body.
  package var bodyTime = Duration.seconds(60)
  /// For the client to take an answer.
  package var answerTime = Duration.seconds(60)
  /// For running answers, after `HTTPServer.stop`.
  package var endTime = Duration.seconds(10)

  package init() {}
}
