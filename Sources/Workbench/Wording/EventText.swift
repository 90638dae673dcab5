import Domain

/// What happened in a project, in words: the one place for them.
enum EventText {
  static func line(_ event: EventReport) -> String { event.text }
}
