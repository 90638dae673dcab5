/// Tells which processes of a project are alive.
package protocol Liveness: Sendable {
  /// The loop's process lives.
  var isLoopRunning: Bool { get }

  /// Tells whether a process lives; true where it cannot be told.
  func isAlive(_ process: ProcessIdentity) -> Bool
}

/// Takes every process to be alive: for simulations and tests.
package struct AlwaysAlive: Liveness {
  package init() {}

  package var isLoopRunning: Bool { true }

  package func isAlive(_ process: ProcessIdentity) -> Bool { true }
}
