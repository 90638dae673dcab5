import Domain
import Engine
import Foundation
import Store

/// Changes the lead's settings: their own file first, then the database's copy.
struct SettingsEditor {
  private let opened: OpenProject
  private let path: String

  init(_ path: String) throws {
    self.path = path
    opened = try OpenProject(path, for: .writing)
  }

  /// Applies a change and returns what holds then.
  func change(_ change: (inout LeadSettings) -> Void) throws -> LeadSettings {
    let before = try opened.project.leadSettings()
    var settings = before
    change(&settings)
    guard settings != before else { return settings }
    guard opened.isLead else { throw SettingsEditorError.notLead(path) }
    try opened.project.keep(settings)
    try opened.store.setSettings(settings, by: Identity.worker(named: nil), now: Date())
    return settings
  }
}

/// Why the settings stay as they are.
enum SettingsEditorError: Error, Equatable, CustomStringConvertible {
  case notLead(String)

  var description: String {
    switch self {
    case .notLead(let project):
      "only the owner of \(project) (the lead) changes what its job asks for"
    }
  }
}
