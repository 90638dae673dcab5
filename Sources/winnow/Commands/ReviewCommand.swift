import ArgumentParser
import Domain
import Engine
import Foundation
import Workbench

/// `winnow review`.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Lists what the lead should look at.",
    discussion: """
      The lists: disagreements (of people), doubtful (auto-labels, the least confident first), \
      taken-back (auto-labels), answers, contradictions (labels that are not what the model predicted \
      before it learned from them, its surest first), missed-audits, missed-gold, rejected, notes (of workers), \
      adjudicated, items. “winnow adjudicate” decides about an item; the dashboard's screen has the same lists.

        winnow review news
        winnow review news --list answers --worker ana --since 10:00 --until 11:00
        winnow review news --list items --search senate --json
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Option(help: "The list (default: disagreements).")
  var list = ReviewList.disagreements

  @Option(help: "Only what this worker did.")
  var worker: String?

  @Option(help: "Only what was given since this time: 10:00 today, or 2026-01-31T10:00.")
  var since: MomentArgument?

  @Option(help: "Only what was given before this time.")
  var until: MomentArgument?

  @Option(help: "Only items whose text contains this; case does not count.")
  var search = ""

  @Option(help: "At most so many rows.")
  var limit = 50

  @Flag(help: "From the other end: the oldest, or the surest, first.")
  var reverse = false

  @Flag(help: "As JSON.")
  var json = false

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is 1 at least") }
  }

  func run() throws {
    let opened = try OpenProject(project, for: .reading)
    try opened.requireLead("reviews its items")
    if let worker { try opened.requireWorker(worker) }
    let rows = try rows(of: opened.desk())
    let labels = opened.project.labels
    guard !json else { return Console.json(try ReviewJSON(list, rows, labels).text) }
    let clock = ClockText(timeZone: .current)
    let lines = rows.map { ReviewText.line($0, list, labels, clock) }
    Console.line(lines.isEmpty ? "Nothing there." : lines.joined(separator: "\n"))
  }

  /// Reads parts of the list until there are enough rows.
  private func rows(of desk: ProjectDesk) throws -> [ReviewRow] {
    var request = ReviewRequest(list, worker: worker, search: search, limit: min(limit, 500))
    (request.since, request.until) = (since?.date, until?.date)
    request.isReversed = reverse
    var rows: [ReviewRow] = []
    repeat {
      let page = try desk.page(request)
      rows += page.rows
      request.after = page.next
    } while request.after != nil && rows.count < limit
    return Array(rows.prefix(limit))
  }
}

extension ReviewList: ExpressibleByArgument {}

/// A time on a command line: of today, or with its day, in the local time zone.
struct MomentArgument: ExpressibleByArgument {
  let date: Date

  init?(argument: String) {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    for format in ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd"] {
      formatter.dateFormat = format
      if let date = formatter.date(from: argument) {
        self.date = date
        return
      }
    }
    formatter.dateFormat = "yyyy-MM-dd"
    let today = formatter.string(from: Date())
    for format in ["HH:mm:ss", "HH:mm"] {
      formatter.dateFormat = "yyyy-MM-dd \(format)"
      if let date = formatter.date(from: "\(today) \(argument)") {
        self.date = date
        return
      }
    }
    return nil
  }
}

extension OpenProject {
  /// The lead's desk, in the name of the person at the terminal.
  func desk() throws -> ProjectDesk { desk(of: try Identity.worker(named: nil)) }

  /// The lead's desk, in the name of a person.
  func desk(of person: String) -> ProjectDesk {
    ProjectDesk(project, store: store, person: person)
  }
}
