/// A process as other processes of the same machine can find it.
package struct ProcessIdentity: Sendable, Equatable {
  /// The machine, its boot and its PID namespace: elsewhere the number means another process.
  package let host: String
  package let number: Int32

  package init(host: String, number: Int32) {
    self.host = host
    self.number = number
  }
}
