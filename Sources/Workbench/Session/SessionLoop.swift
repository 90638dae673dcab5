package import Foundation
package import TerminalUI

/// Does what a session wants done outside it, and answers with events.
///
/// Effects that touch the store must be done one after the other, in the order in which they came:
/// an answer to `.fetch` posted before an answer to `.save` was read before that save. Nothing here
/// may block the caller, which is the thread that draws.
package protocol EffectRunner {
  mutating func run(_ effect: Effect, posting mailbox: Mailbox<Event>)
}

/// Turns events into effects and screens until the person leaves.
///
/// It runs on one thread and never suspends: whatever takes long is an effect.
package func runSession(
  _ session: inout Session, on terminal: some Terminal, with runner: inout some EffectRunner,
  mailbox: Mailbox<Event> = Mailbox(), clock: () -> Date = { Date() }
) {
  var loop = SessionLoop(terminal: terminal, runner: runner, mailbox: mailbox)
  loop.perform(session.start())
  while !session.isOver {
    let size = terminal.size
    terminal.show(session.draw(rows: size.rows, columns: size.columns))
    loop.perform(session.update(.ticked(clock())))
    loop.perform(session.update(.shown(size)))
    terminal.wait(for: mailbox.bell, atMost: session.patience)
    loop.perform(session.update(.ticked(clock())))
    // What was posted is older than the key just read, and a script stays deterministic.
    for event in mailbox.take() + terminal.readInput().compactMap(Event.init) {
      loop.perform(session.update(event))
    }
  }
  runner = loop.runner
}

/// Hands effects to whom they belong: the terminal's own to the terminal, the rest to the runner.
private struct SessionLoop<Display: Terminal, Runner: EffectRunner> {
  let terminal: Display
  var runner: Runner
  let mailbox: Mailbox<Event>

  mutating func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .redraw: terminal.redraw()
      case .suspend: terminal.suspend()
      default: runner.run(effect, posting: mailbox)
      }
    }
  }
}

extension Event {
  /// What a terminal said, in the session's words; nil for what only needs a new screen.
  init?(_ input: TerminalInput) {
    switch input {
    case .key(let key): self = .key(key)
    case .resized, .resumed: return nil
    case .stopRequested: self = .stopRequested
    case .terminated(let signal): self = .terminated(signal)
    case .lost: self = .terminalLost
    }
  }
}
