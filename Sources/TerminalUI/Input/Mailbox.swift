import Synchronization

/// Messages from other threads to the thread that draws.
package final class Mailbox<Message: Sendable>: Sendable {
  package let bell = Bell()
  private let messages = Mutex<[Message]>([])

  package init() {}

  package func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    bell.ring()
  }

  /// Removes all messages and returns them, oldest first.
  package func take() -> [Message] {
    bell.clear()
    return messages.withLock { waiting in
      defer { waiting.removeAll() }
      return waiting
    }
  }

  /// No message waits, and no job is under way that could post one.
  package var isQuiet: Bool { bell.isQuiet && messages.withLock { $0.isEmpty } }
}
