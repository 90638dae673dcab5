import Domain
import Engine
import Foundation
import Store

/// Changes the lead's settings: their own file first, then the database's copy.
struct SettingsEditor {
  private let opened: OpenProject

  init(_ path: String) throws {
    opened = try OpenProject(path, for: .writing)
  }

  /// The project, opened by its lead; anybody else is told that only the lead does this.
  func openedByLead(_ action: String) throws -> OpenProject {
    try opened.requireLead(action)
    return opened
  }

  /// Applies a change and returns what holds then.
  func change(_ change: (inout LeadSettings) -> Void) throws -> LeadSettings {
    let before = try opened.project.leadSettings()
    var settings = before
    change(&settings)
    guard settings != before else { return settings }
    try opened.requireLead("changes what its job asks for")
    try opened.project.keep(settings)
    try opened.store.setSettings(settings, by: Identity.worker(named: nil), now: Date())
    return settings
  }
}
