package import TerminalUI

/// Turns events into effects and screens until the person leaves.
///
/// It runs on one thread and never suspends: whatever takes long is an effect. Afterwards the
/// caller waits for `effects.finish()`.
package func runSession(
  _ session: inout Session, on terminal: some Terminal, with effects: StoreEffects,
  trace: SessionTrace? = nil
) {
  func update(_ event: Event) {
    let asked = session.update(event)
    trace?.write(event, asked)
    for effect in asked { perform(effect, on: terminal, effects) }
  }

  let mailbox = effects.mailbox
  for effect in session.start() { perform(effect, on: terminal, effects) }
  while !session.isOver {
    let drawing = session.draw(terminal.size)
    terminal.show(drawing.screen)
    update(.ticked(effects.now()))
    update(.shown(drawing.shown))
    terminal.wait(for: mailbox.bell, atMost: session.pollTimeout)
    update(.ticked(effects.now()))
    // Posted events are older than the key just read; so a scripted session stays deterministic.
    for event in mailbox.take() { update(event) }
    for input in terminal.readInput() { update(.terminal(input)) }
  }
}

private func perform(_ effect: Effect, on terminal: some Terminal, _ effects: StoreEffects) {
  switch effect {
  case .store(let effect): effects.run(effect)
  case .terminal(.redraw): terminal.redraw()
  case .terminal(.suspend):
    // Leases are given back before the process sleeps.
    effects.settle()
    terminal.suspend()
  }
}
