import Dataset
import Domain
import Engine
import Foundation
import Store
import Workbench

/// Pauses, resumes and stops a job: for the commands, and for the lead at the dashboard.
struct JobSteering {
  /// The project's folder.
  let path: String
  /// The way to undo a pause, in words: the command, or a key.
  let resumption: String

  init(_ path: String, resumption: String? = nil) {
    self.path = path
    self.resumption = resumption ?? "“winnow resume \(path)”"
  }

  /// Does it and returns what holds then, in a sentence.
  func perform(_ control: JobControl) throws -> String {
    switch control {
    case .pause: try pause()
    case .resume: try resume()
    case .stop: try stop()
    }
  }

  private func pause() throws -> String {
    let report = try SettingsEditor(path).openedByLead("pauses its job").store.report(now: Date())
    guard !report.status.isOver else {
      return "The job is \(report.status.rawValue): there is no round to hold back."
    }
    _ = try SettingsEditor(path).change { $0.isPaused = true }
    return ControlText.paused(until: resumption)
  }

  private func resume() throws -> String {
    let editor = try SettingsEditor(path)
    let before = try editor.openedByLead("resumes its job").store.report(now: Date())
    guard
      before.settings.isPaused || before.settings.isStopped != nil || before.status.isOver
        || before.status == .stopping
    else { return "The job is neither paused nor stopped." }
    let settings = try editor.change {
      $0.isPaused = false
      $0.isStopped = nil
    }
    let store = try editor.openedByLead("resumes its job").store
    _ = try store.resume(by: Identity.worker(named: nil), now: Date())
    guard let condition = settings.stoppingCondition(try store.counts(now: Date())) else {
      return ControlText.resumed
    }
    return "\(EventText.text(.stopping(condition))) “winnow set” changes the condition."
  }

  private func stop() throws -> String {
    let editor = try SettingsEditor(path)
    let opened = try editor.openedByLead("stops its job")
    _ = try editor.change { $0.isStopped = true }
    try opened.store.endTasks(because: .lead, by: Identity.worker(named: nil), now: Date())
    // A loop that runs does the rest; else it is done here.
    if let lock = try LoopLock(path: opened.project.folder.loopLock) {
      try LoopProcess(opened, quiet: true).run(until: .nothingIsDue, killAt: nil)
      _ = consume lock
    }
    return try stopped(opened)
  }

  private func stopped(_ opened: OpenProject) throws -> String {
    let report = try opened.store.report(now: Date())
    guard report.status == .stopping else {
      return
        "\(LoopText(report, now: Date()).sentence). \(opened.project.folder.partialOutput) has what is labeled."
    }
    return ControlText.stopping(held: report.counts.leased)
  }
}
