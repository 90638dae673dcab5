import ArgumentParser
import Dataset
import Domain
import Foundation
import Store

/// The worker whom a command of the lead is about.
struct WorkerArguments: ParsableArguments {
  @Argument(help: "The project's folder.")
  var project: String

  @Argument(help: "The worker's name.")
  var worker: String

  /// Opens the project; throws unless this process is the lead's, who does what `action` names, and
  /// the worker has labeled there.
  func open(to action: String) throws -> OpenProject {
    let opened = try OpenProject(project, for: .writing)
    try opened.requireLead(action)
    try opened.requireWorker(worker)
    return opened
  }
}

/// A reason that is kept.
enum Reason {
  static func check(_ reason: String, option: String = "--reason") throws {
    guard RejectReason.isReason(reason) else {
      throw ValidationError(
        "\(option) says why in a few words, on one line of at most \(RejectReason.longest)"
          + " characters")
    }
  }
}

extension OpenProject {
  /// Throws unless somebody of this name has opened a session here.
  func requireWorker(_ name: String) throws {
    let names = try store.report(now: Date()).workers.map(\.name)
    guard !names.contains(name) else { return }
    let nearest = NearestName.of(name, among: names).map { "; did you mean “\($0)”?" }
    throw CommandError(
      "nobody named “\(name)” has labeled here\(nearest ?? "; “winnow workers” lists who has")")
  }
}
