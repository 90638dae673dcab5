import Synchronization

/// Where other threads leave messages for the one that draws.
package final class Mailbox<Message: Sendable>: Sendable {
  package let bell = Bell()
  private let messages = Mutex<[Message]>([])

  package init() {}

  package func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    bell.ring()
  }

  /// Takes all messages, oldest first.
  package func take() -> [Message] {
    bell.hear()
    return messages.withLock { waiting in
      defer { waiting.removeAll() }
      return waiting
    }
  }

  /// No message waits and no job is under way that could post one.
  package var isQuiet: Bool { bell.isQuiet && messages.withLock { $0.isEmpty } }
}
