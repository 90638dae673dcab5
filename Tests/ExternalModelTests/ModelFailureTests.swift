import ExternalModel
import Testing

struct ModelFailureTests {
  @Test("A failure has the reason, the model's last lines, and the log's path")
  func words() {
    let failure = ModelFailure("train ended with code 3", lastLines: ["a", "b"], log: "x/log")
    #expect("\(failure)" == "train ended with code 3; it said: a | b (log: x/log)")
  }
}
