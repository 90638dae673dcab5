import Domain
import Testing
import Workbench

@Suite struct StepTextTests {
  @Test(
    "The result of a step is a few words",
    arguments: [
      (StepResult.kept(labels: 1_204), "1,204 labels"), (.trained(labels: 1), "on 1 label"),
      (.predicted(items: 400_000), "400,000 items"),
      (.decided(autoLabels: 12_345, tasks: 50), "12,345 auto-labels, 50 tasks"),
      (.published(round: 3), "round 3 is current"), (.exported, ""),
      (.text("5 labels"), "5 labels"),
    ])
  func words(_ result: StepResult, _ text: String) {
    #expect(StepText.text(result) == text)
  }
}
