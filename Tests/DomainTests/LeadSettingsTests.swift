import Domain
import Testing

@Suite struct LeadSettingsTests {
  @Test("Every setting that differs is named with its old and its new value")
  func changes() {
    var new = LeadSettings()
    new.price = 0.012
    new.maxPercentageLabeled = 80
    new.goldShare = 0.05
    #expect(
      new.changes(since: LeadSettings()) == [
        SettingChange(name: "price", from: "none", to: "0.012"),
        SettingChange(name: "max-percentage-labeled", from: "none", to: "80"),
        SettingChange(name: "gold-share", from: "none", to: "0.05"),
      ])
    #expect(new.changes(since: new).isEmpty)
  }

  @Test("Another guide is a change, named by its content")
  func guide() throws {
    var (one, other) = (LeadSettings(), LeadSettings())
    one.guide = Guide(header: "Which section?")
    other.guide = Guide(header: "Which category?")
    let change = try #require(other.changes(since: one).first)
    #expect(change.name == "guide" && change.from.hasPrefix("version "))
    #expect(change.from != change.to && change.to.count <= 16)
    #expect(one.changes(since: LeadSettings()).first?.from == "the template's")
  }

  @Test("A stopping condition is met at its bound, not before")
  func stopping() {
    var settings = LeadSettings()
    settings.maxHumanLabels = 30
    #expect(settings.stoppingCondition(Counts(total: 100, human: 29)) == nil)
    #expect(settings.stoppingCondition(Counts(total: 100, human: 30)) == .humanLabels(30))
    settings = LeadSettings()
    settings.maxPercentageLabeled = 50
    #expect(settings.stoppingCondition(Counts(total: 100, human: 20, auto: 29)) == nil)
    #expect(
      settings.stoppingCondition(Counts(total: 100, human: 20, auto: 30)) == .percentageLabeled(50))
  }

  @Test("Values that no command would set are found")
  func range() {
    #expect(LeadSettings().isInRange)
    let changes: [(inout LeadSettings) -> Void] = [
      { $0.target = .nan }, { $0.target = 7 }, { $0.price = -1 }, { $0.price = .infinity },
      { $0.maxHumanLabels = 0 }, { $0.maxPercentageLabeled = 101 }, { $0.workersPerItem = -3 },
      { $0.workersPerItem = 10 }, { $0.goldShare = 0.6 },
    ]
    for change in changes {
      var settings = LeadSettings()
      change(&settings)
      #expect(!settings.isInRange)
    }
  }
}
