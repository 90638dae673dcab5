import Dataset
import Dispatch
import Domain
import Engine
import Foundation
import SQLiteDriver
import Store
import Testing

@testable import winnow

/// Changes of the lead's files and of the database, together.
@Suite struct LeadChangesTests {
  @Test("Of commands that change the settings at once, each one's change is kept")
  func settingsAtOnce() throws {
    let project = try LabeledProject()
    let path = project.path
    DispatchQueue.concurrentPerform(iterations: 6) { number in
      for round in 1...5 {
        _ = #expect(throws: Never.self) {
          try SettingsEditor(path).change { settings in
            switch number {
            case 0: settings.target = Double(90 + round) / 100
            case 1: settings.price = Double(round)
            case 2: settings.maxHumanLabels = 100 + round
            case 3: settings.goldShare = Double(round) / 100
            case 4: settings.maxPercentageLabeled = 90 + round
            default: settings.isPaused = round == 5
            }
          }
        }
      }
    }
    let kept = try Project.open(path: path).leadSettings()
    #expect(kept.target == 0.95 && kept.price == 5 && kept.maxHumanLabels == 105)
    #expect(kept.goldShare == 0.05 && kept.maxPercentageLabeled == 95 && kept.isPaused)
    #expect(try project.store().settings() == kept)
  }

  @Test("A change that the database does not take is not in the lead's file, either")
  func refused() throws {
    let project = try LabeledProject()
    let settings = try SettingsEditor(project.path)
    let labels = try LabelsEditor(project.path, yes: true)
    let database = try SQLiteDatabase(path: project.place.database)
    try database.write {
      try $0.run(script: "CREATE TRIGGER other AFTER UPDATE ON project BEGIN SELECT 1; END")
    }
    try database.close()
    #expect(throws: (any Error).self) { _ = try settings.change { $0.price = 3 } }
    #expect(throws: (any Error).self) {
      try labels.apply(.merge("Entertainment", into: "Business"))
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: project.path)
    #expect(!files.contains("settings.json") && !files.contains("label-changes.json"))
  }
}
