/// A device that shows screens and reads keys.
///
/// A terminal belongs to the thread that opened it. It is not `Sendable`, so the compiler refuses
/// a task that reaches for it.
package protocol Terminal: AnyObject {
  var size: Size { get }

  /// Shows a screen; only what has changed since the last one is sent.
  func show(_ screen: Screen)

  /// Waits until something has been typed or has happened, the bell rings, or the time is over.
  func wait(for bell: Bell, atMost milliseconds: Int)

  /// Returns the inputs since the last call, without waiting.
  func readInput() -> [TerminalInput]

  /// Sends the whole of the next screen, for a terminal that something else has written on.
  func redraw()

  /// Gives the terminal back to the shell and stops the process; returns when it is continued.
  func suspend()
}

/// An input or a change of the terminal.
package enum TerminalInput: Sendable, Equatable, Codable {
  case key(Key)
  /// A click on a cell, both counted from 0.
  case click(row: Int, column: Int)
  /// The wheel was turned, by so many rows down, or up if below 0.
  case wheel(rows: Int)
  case resized
  /// The process was stopped and continued.
  case resumed
  /// A signal asks to stop, Ctrl-Z from outside.
  case stopRequested
  /// A signal asks to end the program; its number.
  case terminated(Int32)
  /// The terminal is gone: nothing can be shown or read any more.
  case lost
}
