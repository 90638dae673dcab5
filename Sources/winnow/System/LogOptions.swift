import ArgumentParser
import Logging

/// The level of the project's log.
struct LogOptions: ParsableArguments {
  @Option(
    help: "What goes to the project's winnow.log: trace, debug, info, notice, warning or error.")
  var logLevel = LogLevel.info
}

/// A level of swift-log as an option's value.
enum LogLevel: String, CaseIterable, ExpressibleByArgument {
  case trace, debug, info, notice, warning, error

  var level: Logger.Level {
    switch self {
    case .trace: .trace
    case .debug: .debug
    case .info: .info
    case .notice: .notice
    case .warning: .warning
    case .error: .error
    }
  }
}
