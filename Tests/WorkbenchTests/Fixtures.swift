import Domain
import Foundation
import TerminalUI
import Workbench

/// What the tests of the screens share.
enum Fixtures {
  /// 10:42:07 on a day in 2026.
  static let now = Date(timeIntervalSince1970: 1_767_609_727)
  static let utc = TimeZone(secondsFromGMT: 0) ?? .current

  static let labels = LabelSet(labels: [
    .init(name: "Business", key: "b"), .init(name: "Science and Technology", key: "t"),
    .init(name: "Entertainment", key: "e"), .init(name: "Health & Medicine", key: "m"),
  ])

  static let guide = Guide(
    header: "Which category fits this title best?",
    shortInstructions: [
      .init(kind: .heading, text: "Business"),
      .init(kind: .paragraph, text: "Companies, markets, the economy."),
      .init(kind: .bullet, text: "Bakers' union and mills agree on a price for flour"),
      .init(kind: .heading, text: "Science and Technology"),
      .init(kind: .paragraph, text: "Research, devices, software, space."),
      .init(kind: .bullet, text: "A new telescope opens its eye"),
      .init(kind: .heading, text: "Entertainment"),
      .init(kind: .bullet, text: "The village theatre fills its hall for a tenth season"),
    ],
    fullInstructions: [
      .init(
        kind: .paragraph,
        text: "Read the title and choose the one category that a newspaper would print it under."),
      .init(kind: .heading, text: "Hard cases"),
      .init(kind: .bullet, text: "If two fit, take the one that the title is mostly about."),
    ], contextKeys: ["publisher", "timestamp"])

  static let titles = [
    "Harbour towns count their boats again after the storm",
    "New battery keeps its charge for a year, say its makers, who want to sell it from next spring",
    "Choir sings for eight hours and does not stop for tea",
    "Walking to work is good for the heart",
    "Price of apples falls for the third week",
    "Old lighthouse becomes a school for robots",
  ]

  /// Escape sequences, direction marks, wide, joined and piled-up characters.
  static let hostileTitle =
    "世界 \u{1B}[2J\u{1B}]0;x\u{7} \u{202E}evil\u{202C}\ttab 👩\u{200D}🔬 e\u{301}te\u{301} a\u{200B}b"

  static func item(_ id: Int, text: String? = nil) -> Item {
    Item(
      id: id, text: text ?? titles[id % titles.count],
      context: [
        ContextField(key: "publisher", value: "The Morning Post"),
        ContextField(key: "timestamp", value: "1394470370698"),
      ])
  }

  static func task(_ id: Int, text: String? = nil, leasedFor seconds: Double = 3600) -> LeasedTask {
    LeasedTask(
      item: item(id, text: text), leaseEndsAt: now.addingTimeInterval(seconds), previousLabel: nil)
  }

  static func receipt(_ number: Int = 1, counted: Bool = true) -> AnnotationReceipt {
    AnnotationReceipt(annotation: Int64(number), savedAt: now, counted: counted)
  }

  static func setup(
    isReadOnly: Bool = false, labels: LabelSet = labels, jobName: String = "news-headlines",
    startsLoop: Bool = false, isASCII: Bool = false, isLead: Bool = true
  ) -> SessionSetup {
    SessionSetup(
      jobName: jobName, labels: labels, guide: guide, worker: "ana", isReadOnly: isReadOnly,
      isLead: isLead,
      timeZone: utc, startsLoop: startsLoop, showsASCIIOnly: isASCII)
  }

  /// A session with tasks at hand and the first one seen.
  static func session(
    tasks: [LeasedTask] = (0..<4).map { task($0) }, report: ProjectReport? = report,
    size: Size = Size(rows: 24, columns: 80), isReadOnly: Bool = false, labels: LabelSet = labels,
    isLead: Bool = true
  ) -> Session {
    var session = Session(
      setup(isReadOnly: isReadOnly, labels: labels, isLead: isLead), report: report, now: now)
    _ = session.start()
    _ = session.update(.leased(tasks))
    show(&session, size)
    return session
  }

  /// A session in which some answers were given already.
  static func busySession() -> Session {
    var session = session()
    for (id, key) in zip(0..<3, "bte") {
      show(&session)
      _ = session.update(.key(.character(key)))
      _ = session.update(.saved(id, receipt(counted: id != 1)))
    }
    _ = session.update(.leased((3..<7).map { task($0) }))
    _ = session.update(.ticked(now.addingTimeInterval(10)))
    return session
  }
}

/// Short names for events and for what tests look at.
extension Event {
  static func key(_ key: Key) -> Event { .terminal(.key(key)) }
  static func leased(_ tasks: [LeasedTask]) -> Event { .store(.leased(tasks)) }
  static func saved(_ item: Item.ID, _ receipt: AnnotationReceipt) -> Event {
    .store(.saved(item, receipt))
  }
  static func undone(_ undone: UndoneAnnotation?) -> Event { .store(.undone(undone)) }
  static func reported(_ report: ProjectReport) -> Event { .store(.reported(report)) }
  static func failed(_ change: StoreChange, message: String) -> Event {
    .store(.failed(change, message: message))
  }
}

extension Effect {
  static let undo = Effect.change(.undo)

  /// The annotation that it saves.
  var saved: Annotation? {
    guard case .store(.change(.save(let annotation))) = self else { return nil }
    return annotation
  }
}

extension Session {
  var queue: WorkQueue { views.lazy.compactMap { $0 as? LabelingView }.first?.queue ?? WorkQueue() }

  /// The text that the rule tells for a while.
  var notice: String? { context.notices.current?.text }
}

/// Shows a session on a screen of this size, as the session's loop does.
func show(_ session: inout Session, _ size: Size = Size(rows: 24, columns: 80)) {
  _ = session.update(.shown(session.draw(size).shown))
}

/// Updates a session inside `#expect`, which takes no mutating member.
func update(_ session: inout Session, _ event: Event) -> [Effect] { session.update(event) }

/// Starts a session inside `#expect`.
func start(_ session: inout Session) -> [Effect] { session.start() }
