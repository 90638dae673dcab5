import ArgumentParser
import Dataset
import Domain
import Foundation
import Store
import Workbench

/// `winnow alarms`.
struct AlarmsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alarms",
    abstract: "Lists what contradicts the promised accuracy, and what the lead did about it.",
    discussion: """
      While an alarm is open, labeling goes on; no auto-labels are given, and a job with some does not complete.

        winnow alarms list news
        winnow alarms acknowledge news 1 --reason "the audits of 10 May were in another language"
      """,
    subcommands: [AlarmsListCommand.self, AlarmsAcknowledgeCommand.self],
    defaultSubcommand: AlarmsListCommand.self)
}

/// `winnow alarms list`.
struct AlarmsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists all alarms, oldest first.",
    discussion: "  winnow alarms news")

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let alarms = try OpenProject(project, for: .reading).store.alarms()
    guard !json else { return Console.json(try AlarmLines.json(alarms)) }
    Console.line(alarms.isEmpty ? "No alarms." : AlarmLines.lines(alarms).joined(separator: "\n"))
  }
}

/// `winnow alarms acknowledge`.
struct AlarmsAcknowledgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge",
    abstract: "Keeps that the lead has looked at an alarm, so that the job can complete.",
    discussion: """
        winnow alarms acknowledge news 1 --reason "two labels were mixed up until noon"
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Argument(help: "The alarm's number, as “winnow alarms” lists it.")
  var alarm: Int

  @Option(help: "Why the job can go on; it is kept.")
  var reason: String

  func validate() throws {
    try Reason.check(reason)
  }

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    try opened.requireLead("acknowledges its alarms")
    let isDone = try opened.store.acknowledge(
      alarm: alarm, by: Identity.worker(named: nil), because: reason, now: Date())
    guard isDone else {
      throw CommandError("\(project) has no open alarm \(alarm); “winnow alarms” lists them")
    }
    let isOver = try opened.store.situation(now: Date()).status.isOver
    Console.line(
      "Alarm \(alarm) is acknowledged; " + (isOver ? "the job is over." : "the next round is due."))
  }
}

/// Alarms in lines and as JSON.
enum AlarmLines {
  static func lines(_ alarms: [AlarmReport]) -> [String] {
    alarms.flatMap { alarm -> [String] in
      let head = "\(alarm.id)  \(CreationDate.text(alarm.raisedAt).prefix(19))  "
      guard let seen = alarm.acknowledgement else {
        return [
          head + "OPEN: \(AlarmText.text(alarm.alarm))",
          "   to do: \(AlarmText.remedy(alarm.alarm))",
        ]
      }
      return [
        head + "acknowledged by \(seen.by): \(AlarmText.text(alarm.alarm))",
        "   reason: \(seen.reason)",
      ]
    }
  }

  static func json(_ alarms: [AlarmReport]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(alarms), as: UTF8.self)
  }
}
