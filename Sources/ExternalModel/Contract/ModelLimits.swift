package import Dataset
import Domain

/// What a user's model may use.
package struct ModelLimits: Sendable, Equatable {
  /// A training as a whole, a request, a command between two of its answers, `serve` until it
  /// answers its first ping.
  package var seconds: Double
  /// From SIGTERM to SIGKILL where a training is ended.
  package var trainingGraceSeconds = 120.0
  /// The same where something else is ended.
  package var graceSeconds = 10.0
  /// The address space of a program; nil has no limit.
  package var memoryMB: Int?
  /// The disk must keep so many bytes free while a program runs; nil: a tenth of what is free, at
  /// most 1 GiB.
  package var reserve: Int?
  /// The most bytes that one request may have, if it has more than one line.
  package var payload: Int
  /// Requests on the way to an address at the same time; a container says itself how many it takes.
  package var concurrency = 4
  /// A request that failed is sent again so often.
  package var retries = 3
  /// Before it is sent again for the first time; twice as long each further time.
  package var backoffSeconds = 0.5

  package init(_ model: ActiveLearning.Model) {
    seconds = Double(model.timeoutSeconds)
    memoryMB = model.memoryLimitMB
    payload = model.maxPayloadInMB << 20
  }

  var training: ProgramLimits {
    ProgramLimits(
      seconds: seconds, graceSeconds: trainingGraceSeconds, memoryMB: memoryMB,
      reserve: reserve)
  }

  var prediction: ProgramLimits {
    ProgramLimits(
      seconds: seconds, graceSeconds: graceSeconds, memoryMB: memoryMB, reserve: reserve)
  }
}
