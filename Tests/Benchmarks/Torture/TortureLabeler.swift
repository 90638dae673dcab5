import Domain
import Foundation
import Glibc

/// A person at screens that are killed, one after the other.
struct TortureLabeler {
  let worker: String
  let place: TorturePlace
  let log: TortureLog
  /// The seed of what this labeler does.
  let seed: UInt64

  /// Works until so many processes have been killed.
  func work(untilKills kills: Int) {
    var generator = SeededGenerator(seed: seed)
    while log.killCount < kills {
      do {
        try sitDown(&generator)
      } catch {
        log.note(fault: "\(worker): \(error)")
        return
      }
    }
  }

  /// Opens a screen, answers, and kills it, in half of the cases right after a key.
  private func sitDown(_ generator: inout SeededGenerator) throws {
    let terminal = try PseudoTerminal(
      rows: UInt16(PlainScreen.rows), columns: UInt16(PlainScreen.columns))
    let hasLoop = Bool.random(using: &generator)
    let process = try KilledProcess(
      ["label", place.project, "--worker", worker] + (hasLoop ? [] : ["--no-loop"]),
      at: terminal, environment: place.environment)
    var sitting = Sitting(
      terminal: terminal, labels: place.keys.count,
      end: .now
        + .seconds(
          .random(in: 0.05...(Bool.random(using: &generator) ? 0.6 : 4), using: &generator)))
    _ = sitting.wait(atMost: 8) { $0.item != nil || ContinuousClock.now > $0.end }
    let isTight = Bool.random(using: &generator)
    var last: GivenAnswer?
    repeat {
      guard let answer = press(&sitting, &generator) else { continue }
      if isTight, ContinuousClock.now + .milliseconds(350) > sitting.end {
        usleep(.random(in: 0...30_000, using: &generator))
        last = answer
        break
      }
      log.note(sitting.awaited(answer))
      sitting.pause(milliseconds: .random(in: 20...250, using: &generator))
    } while ContinuousClock.now < sitting.end
    let left = process.kill()
    if let last { log.note(last) }
    log.note(kill: hasLoop ? "screens with a loop" : "screens")
    if !left.isEmpty { log.note(fault: "a loop outlived its screen: \(left)") }
  }

  /// Presses a key for the item on the screen; nil if there is none.
  private func press(
    _ sitting: inout Sitting, _ generator: inout SeededGenerator
  ) -> GivenAnswer? {
    sitting.pause(milliseconds: 5)
    guard let item = sitting.item else { return nil }
    let chance = Double.random(in: 0..<1, using: &generator)
    let kind: GivenAnswer.Kind =
      chance < 0.06 ? .undo : chance < 0.1 ? .later : chance < 0.13 ? .reject : .label(item % 4)
    if kind == .reject {
      sitting.terminal.type("x")
      guard sitting.wait(atMost: 2, until: { $0.screen.text.contains("Why reject") }) else {
        return nil
      }
    }
    let pair = kind.isLabel ? askForPair(of: item, &sitting, &generator) : nil
    let now = Date()
    switch kind {
    case .label(let label): sitting.terminal.type(place.keys[label])
    case .reject: sitting.terminal.type("d")
    case .undo: sitting.terminal.type("u")
    case .later: sitting.terminal.type("l")
    }
    return GivenAnswer(
      worker: worker, item: item, pair: pair, kind: kind, pressedAt: now, answeredAt: now,
      fate: .inTheAir)
  }

  /// Asks, in half of the cases, for the label of the near-duplicate on the screen, too.
  private func askForPair(
    of item: Int, _ sitting: inout Sitting, _ generator: inout SeededGenerator
  ) -> Int? {
    guard let pair = TorturePlace.pair(of: item), sitting.shows(pair),
      Bool.random(using: &generator)
    else { return nil }
    sitting.terminal.type("=")
    let isAsked = sitting.wait(atMost: 2) { $0.screen.text.contains("for all 2") }
    return isAsked && sitting.item == item ? pair : nil
  }
}

/// One screen and what it shows.
struct Sitting {
  let terminal: PseudoTerminal
  let labels: Int
  let end: ContinuousClock.Instant
  private(set) var screen = PlainScreen()

  init(terminal: PseudoTerminal, labels: Int, end: ContinuousClock.Instant) {
    (self.terminal, self.labels, self.end) = (terminal, labels, end)
  }

  /// The number of the item on the screen: the texts begin with it.
  var item: Int? {
    screen.text.firstMatch(of: /▌ item (\d+)\s/).flatMap { Int($0.1) }
  }

  /// Tells whether an item stands below the one that is asked.
  func shows(_ item: Int) -> Bool { screen.text.contains("  item \(item) ") }

  private var isSaved: Bool {
    let title = screen.lines[0]
    return title.contains("saved") && !title.contains("NOT SAVED")
  }

  /// Reads the screen for a while.
  mutating func pause(milliseconds: Int) {
    _ = wait(atMost: Double(milliseconds) / 1000) { _ in false }
  }

  /// Reads the screen until something is on it; false if it never is.
  mutating func wait(atMost seconds: Double, until isRight: (Sitting) -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      if isRight(self) { return true }
      let left = end - .now
      guard left > .zero else { return false }
      screen.show(terminal.bytes(within: Int32(max(1, min(20, left / .milliseconds(1))))))
    }
  }

  /// Waits for what the screen says to an answer.
  mutating func awaited(_ answer: GivenAnswer) -> GivenAnswer {
    var answer = answer
    let isDone: (Sitting) -> Bool =
      switch answer.kind {
      case .undo: { $0.isSaved && $0.screen.text.contains("Undone") && $0.item != nil }
      case .later: { $0.item != answer.item }
      case .label, .reject: { $0.isSaved && $0.item != answer.item }
      }
    let isAcknowledged = wait(atMost: 3, until: isDone)
    answer.answeredAt = Date()
    if isAcknowledged { answer.fate = .acknowledged }
    if screen.lines[0].contains("NOT SAVED") { answer.fate = .refused }
    if answer.kind == .undo, let item { answer.item = item }
    return answer
  }
}
