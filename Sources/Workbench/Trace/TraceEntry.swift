package import Domain
package import Foundation
package import TerminalUI

/// The first line of a trace: all that a session begins with.
package struct TraceHeader: Sendable, Equatable, Codable {
  package let setup: SessionSetup
  package let report: ProjectReport?
  package let startedAt: Date
}

/// A further line of a trace: an event, and the effects that the session answered it with.
package struct TraceEntry: Sendable, Equatable, Codable {
  /// A recorded event; the facts about a screen follow from drawing it again.
  package enum Recorded: Sendable, Equatable, Codable {
    case ticked(Date)
    case shown(Size)
    case terminal(TerminalInput)
    case store(StoreEvent)
  }

  package let event: Recorded
  package let effects: [Effect]

  init(_ event: Event, _ effects: [Effect]) {
    self.event =
      switch event {
      case .ticked(let time): .ticked(time)
      case .shown(let screen): .shown(screen.size)
      case .terminal(let input): .terminal(input)
      case .store(let event): .store(event)
      }
    self.effects = effects
  }
}
