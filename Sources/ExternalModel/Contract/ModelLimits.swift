package import Dataset
import Domain

/// Limits of a user's model; times in seconds.
package struct ModelLimits: Sendable, Equatable {
  /// The longest time of a training, of a request, between two answers of a command, and until
  /// `serve` answers its first ping.
  package var seconds: Double
  /// The time from SIGTERM to SIGKILL for a training.
  package var trainingGraceSeconds = 120.0
  /// The time from SIGTERM to SIGKILL for other programs.
  package var graceSeconds = 10.0
  /// The address space of a program in MiB; nil has no limit.
  package var memoryMB: Int?
  /// The bytes that must stay free on the disk; nil: a tenth of the free space, at most 1 GiB.
  package var reserve: Int?
  /// The most bytes of a request of more than one line.
  package var payload: Int
  /// Concurrent requests to an address; a container announces its own number.
  package var concurrency = 4
  /// The number of times that a failed request is sent again.
  package var retries = 3
  /// The pause before the first repetition; it doubles with each further one.
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
