import ExternalModel
import Testing

struct ModelFailureTests {
  @Test("A failure says what happened, the model's last words, and where the rest is")
  func words() {
    let failure = ModelFailure("train ended with code 3", lastLines: ["a", "b"], log: "x/log")
    #expect("\(failure)" == "train ended with code 3; it said: a | b (log: x/log)")
  }
}
