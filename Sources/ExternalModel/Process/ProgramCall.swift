/// A program to start, with its arguments and limits.
package struct ProgramCall: Sendable {
  /// Its name in messages: “train”, “predict”.
  package let name: String
  /// The absolute path of the executable.
  package let program: String
  package let arguments: [String]
  package var environment: [String: String]
  /// The working directory.
  package let folder: String
  package var limits: ProgramLimits
  /// The file of its output; nil keeps the last lines only.
  package let log: String?

  package init(
    name: String, program: String, arguments: [String],
    environment: [String: String] = ProgramEnvironment.base(), folder: String,
    limits: ProgramLimits = ProgramLimits(), log: String? = nil
  ) {
    self.name = name
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
    self.limits = limits
    self.log = log
  }
}

/// The limits at which a program is ended.
package struct ProgramLimits: Sendable, Equatable {
  /// The longest time without progress.
  var seconds = Double.infinity
  /// The time from SIGTERM to SIGKILL.
  var graceSeconds = 10.0
  /// The address space in MiB; nil has no limit.
  var memoryMB: Int?
  /// The bytes that must stay free on the disk; nil: a tenth of the free space, at most 1 GiB.
  var reserve: Int?
  /// Whether a file that it writes may have at most half of the free space.
  var capsFiles = true

  /// Makes the limits of a user's program that runs as long as it likes.
  package init() {}

  /// The limits of winnow's own processes.
  package static var none: ProgramLimits {
    var limits = ProgramLimits()
    limits.capsFiles = false
    return limits
  }

  init(seconds: Double, graceSeconds: Double, memoryMB: Int? = nil, reserve: Int? = nil) {
    self.seconds = seconds
    self.graceSeconds = graceSeconds
    self.memoryMB = memoryMB
    self.reserve = reserve
  }
}
