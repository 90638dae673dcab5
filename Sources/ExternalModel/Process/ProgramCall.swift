/// How a program is started, and what it may use.
package struct ProgramCall: Sendable {
  /// What messages call it: “train”, “predict”.
  package let name: String
  /// The whole path of the executable.
  package let program: String
  package let arguments: [String]
  package var environment: [String: String]
  /// The folder that it works in.
  package let folder: String
  package var limits: ProgramLimits
  /// Where its output is kept; nil keeps the last lines only.
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

/// What a program may use until it is ended.
package struct ProgramLimits: Sendable, Equatable {
  /// It may go on so long without getting further.
  var seconds = Double.infinity
  /// The time from SIGTERM to SIGKILL.
  var graceSeconds = 10.0
  /// Its address space; nil has no limit.
  var memoryMB: Int?
  /// The disk must keep so many bytes free while it runs; nil: a tenth of what is free, at most 1 GiB.
  var reserve: Int?
  /// A file that it writes may take half of what is free on the disk.
  var capsFiles = true

  /// Limits of a program that is the user's.
  package init() {}

  /// No limits, for a process of winnow's own.
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
