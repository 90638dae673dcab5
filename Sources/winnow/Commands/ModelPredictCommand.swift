import ArgumentParser
import Domain
import BuiltInService
import Glibc

/// `winnow model predict`.
struct ModelPredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict", abstract: "Answers lines of texts with labels and probabilities.",
    discussion: """
      Reads an object with “source” a line, such as a manifest's, and writes a line for each, in \
      the same order: {"prob": [0.9, …], "label": ["__label__2", …]}, the likeliest first, where \
      __label__N is the label's index. “k” in a line says how many labels are wanted. Input of any \
      length takes the same memory; through a pipe each line is answered as it comes.

        winnow model predict --model news.winnow new.manifest > predictions.jsonl
        echo '{"source": "Fed holds rates", "k": 1}' | winnow model predict --model news.winnow
      """)

  @OptionGroup var model: ModelOption

  @Argument(help: "The file of request lines, or - for standard input.")
  var input = "-"

  @Option(help: "How many labels are given of a line without “k” (default: all).")
  var top: Int?

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top is a number of labels, from 1") }
  }

  func run() throws {
    let predictor = LinePredictor(try model.read(), usualCount: top)
    let descriptor = input == "-" ? STDIN_FILENO : open(input, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ServiceError.system(action: "read", name: input, code: errno)
    }
    defer { close(descriptor) }
    var stream = LineStream(
      predictor, input: descriptor, name: input == "-" ? "standard input" : input)
    try stream.run { try StandardStreams.write($0) }
  }
}
