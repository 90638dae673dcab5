import Domain
import Engine
import Foundation
import Store
import Workbench

/// Changes the lead's settings: their own file, and the database's copy.
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
    guard try changed(change) != before else { return before }
    try opened.requireLead("changes what its job asks for")
    let settings = try opened.store.setSettings(by: Identity.worker(named: nil), now: Date()) {
      let settings = try changed(change)
      try opened.project.keep(settings)
      return settings
    }
    if settings.goldShare != before.goldShare, let share = settings.goldShare {
      try warnOfGold(share)
    }
    return settings
  }

  private func changed(_ change: (inout LeadSettings) -> Void) throws -> LeadSettings {
    var settings = try opened.project.leadSettings()
    change(&settings)
    return settings
  }

  /// Says how many tasks the known items last for: each worker is asked each of them once.
  private func warnOfGold(_ share: Double) throws {
    let known = try opened.store.goldCount()
    guard share > 0, Double(known) < share * Double(try opened.store.counts(now: Date()).total)
    else { return }
    Console.error(Self.goldNote(known: known, share: share))
  }

  static func goldNote(known: Int, share: Double) -> String {
    let lasting = NumberText.count(NumberText.whole(Double(known) / share))
    return known == 0
      ? "Note: no item's label is known, so nobody is asked gold; “winnow add” brings labeled items, "
        + "and “winnow adjudicate” makes labels known."
      : "Note: \(NumberText.counted(known, "item")) of known label, each asked of a worker once, last "
        + "for about \(lasting) tasks of each; “winnow add” brings more."
  }
}
