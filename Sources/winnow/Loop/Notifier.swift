import Dispatch
import Domain
import ExternalModel
import Foundation
import Logging
import Store
import Workbench

/// Tells the lead's program or address of what needs attention, each once.
///
/// A receiver that hangs holds up the next notice, not the loop.
final class Notifier {
  private let receiver: NoticeReceiver
  private let project: String
  private let store: ProjectStore
  private let log: Logger
  private let startedAt: Date
  private let queue = DispatchQueue(label: "notices")
  private var told: Set<Attention> = []
  private var lookedAt = Date.distantPast

  /// Makes a notifier of the project in a folder.
  init(
    _ receiver: NoticeReceiver, of project: String, store: ProjectStore, log: Logger,
    now: Date = Date()
  ) {
    (self.receiver, self.project, self.store, self.log) = (receiver, project, store, log)
    startedAt = now
  }

  /// Looks once a second at most: an answer wakes the loop, and a report costs more than that.
  func update(now: Date = Date()) throws {
    guard now.timeIntervalSince(lookedAt) >= 1 else { return }
    try look(now: now)
  }

  /// Sends what has come since the last time; what has passed is told again when it comes back.
  func look(now: Date) throws {
    lookedAt = now
    let report = try store.report(now: now)
    let present = report.attention(
      watchedSince: startedAt, isWaitingForOthers: try store.isWaitingForOthers(now: now), now: now)
    for attention in present where !told.contains(attention) {
      try send(Notice(attention, report, of: project, at: now))
    }
    told = Set(present)
  }

  /// Looks a last time, and waits until all notices are sent.
  func finish(now: Date = Date()) {
    do { try look(now: now) } catch {
      log.error("the last notices are unknown", metadata: ["error": "\(error)"])
    }
    queue.sync {}
  }

  private func send(_ notice: Notice) throws {
    let line = try notice.line()
    queue.async { [receiver, log] in
      do { try receiver.send(line) } catch {
        log.error("a notice was not sent", metadata: ["error": "\(error)"])
        Console.error("The notice “\(notice.kind)” was not sent: \(error)")
      }
    }
  }
}

/// A notice as its receiver gets it (Dataset/FORMATS.md, “Notices”).
struct Notice: Encodable {
  let job: String
  /// The project's folder: two projects may have jobs of the same name.
  let project: String
  let kind: String
  let message: String
  let at: Date
  let human: Int
  let auto: Int
  let unlabeled: Int

  init(_ attention: Attention, _ report: ProjectReport, of project: String, at now: Date) {
    (job, self.project) = (report.jobName, project)
    kind = AttentionText.kind(attention)
    message = AttentionText.text(attention, report)
    at = now
    (human, auto, unlabeled) = (report.counts.human, report.counts.auto, report.counts.unlabeled)
  }

  /// One line of JSON, without control characters but its end.
  func line() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    let text = String(decoding: try encoder.encode(self), as: UTF8.self)
    return Array(Console.inertJSON(text).utf8) + [UInt8(ascii: "\n")]
  }
}
