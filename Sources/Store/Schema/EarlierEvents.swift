import Domain

/// The sentences that events of the first two versions were, read back into values.
extension JobEvent {
  /// Reads a sentence; what none of the rules fits stays text.
  init(sentence: String) {
    self = Self.known(sentence) ?? .text(sentence)
  }

  private static func known(_ text: String) -> JobEvent? {
    if let found = text.wholeMatch(of: /The job was created with (\d+) items, (\d+) labeled\./) {
      return .jobCreated(items: number(found.1), labeled: number(found.2))
    }
    if let found = text.wholeMatch(of: /(\S+) sat down\./) {
      return .sessionOpened(worker: String(found.1))
    }
    if let found = text.wholeMatch(of: /(\S+) left\./) {
      return .sessionClosed(worker: String(found.1))
    }
    if let found = text.wholeMatch(of: /(\S+) took line (\d+) out: (.*)/) {
      return .itemRejected(
        item: number(found.2) - 1, worker: String(found.1), reason: reason(String(found.3)))
    }
    return ofRounds(text) ?? ofEnds(text)
  }

  private static func ofRounds(_ text: String) -> JobEvent? {
    if let found = text.wholeMatch(of: /(\d+) random items were put in the queue\./) {
      return .tasksQueued(count: number(found.1))
    }
    if let found = text.wholeMatch(
      of: /Round (\d+): (\d+) auto-label(?:s in all|ed), (\d+) tasks for people\./)
    {
      return .roundPublished(
        round: number(found.1), autoLabeled: number(found.2), tasks: number(found.3))
    }
    if let found = text.wholeMatch(of: /(?s)Round (\d+) failed: (.*)/) {
      return .roundFailed(round: number(found.1), reason: String(found.2))
    }
    if let found = text.wholeMatch(of: /Consolidation gave (\d+) items another label\./) {
      return .labelsConsolidated(changed: number(found.1))
    }
    return text.wholeMatch(of: /From the next round on (.+) gives the labels\./).map {
      .modelSwitched(to: String($0.1))
    }
  }

  private static func ofEnds(_ text: String) -> JobEvent? {
    if let found = text.wholeMatch(of: /Completed: (\d+) labeled by people, (\d+) auto-labeled\./) {
      return .jobCompleted(human: number(found.1), auto: number(found.2))
    }
    if text.hasPrefix("Stopped:") { return .stopped }
    return text == "An answer was taken back: the job goes on." ? .jobReopened : nil
  }

  /// The digits are a number of ours; one too large is nothing that was ever written.
  private static func number(_ digits: Substring) -> Int { Int(digits) ?? 0 }

  private static func reason(_ words: String) -> RejectReason {
    switch words {
    case "not a headline": .notThisKind
    case "other language": .otherLanguage
    default: RejectReason.fixed.first { $0.code == words } ?? .other(words)
    }
  }
}
