import Domain
import TerminalUI

/// The latest events.
struct EventsPanel: TablePanel {
  let events: [EventReport]
  let clock: ClockText

  let title = "events"
  static let wantedRows = 4
  static let empty = "No events yet."

  /// Events have numbers from 1 on, without a gap.
  var count: Int { max(events.first?.id ?? 0, events.count) }

  var table: Table {
    Table(
      columns: [.init(""), .init("", isFlexible: true)],
      rows: events.map { [.init(clock.time($0.at), .faint), .init(EventText.text($0.event))] })
  }
}
