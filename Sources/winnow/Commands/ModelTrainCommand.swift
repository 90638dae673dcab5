import ArgumentParser
import Dataset
import Domain
import BuiltInService
import Foundation
import Learning
import TerminalUI

/// `winnow model train`.
struct ModelTrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains the built-in model on an augmented manifest.",
    discussion: """
      It is trained on the lines that people labeled; from lines without a label, or with one that \
      a model gave, only the frequencies of words are taken. The same manifest gives the same bytes.

        winnow model train news.manifest --labels label-categories.json --output news.winnow
      """)

  @Argument(help: "The augmented manifest.")
  var manifest: String?

  @Option(help: "The job's label category file (default: the labels that the manifest names).")
  var labels: String?

  @OptionGroup var attribute: AttributeOption

  @Option(help: "Where to write the model.")
  var output: String?

  @Option(help: "The seed of the training order.")
  var seed: UInt64 = 0

  @Flag(
    help: """
      Train as SageMaker's containers do: on input/data/train, into model, under /opt/ml or where \
      SM_CHANNEL_TRAIN, SM_MODEL_DIR and SM_OUTPUT_DIR say.
      """)
  var container = false

  private static var tree: ModelContainer {
    ModelContainer(environment: ProcessInfo.processInfo.environment)
  }

  /// The use in a SageMaker container, whose files are in place: no option is needed.
  private var isForContainer: Bool {
    container || (manifest == nil && output == nil && labels == nil && Self.tree.exists)
  }

  func validate() throws {
    if isForContainer {
      guard manifest == nil, output == nil, labels == nil else {
        throw ValidationError("--container finds its files itself; give no others")
      }
    } else if manifest == nil || output == nil {
      throw ValidationError("give a manifest and --output, or --container")
    }
  }

  func run() throws {
    guard !isForContainer, let manifest, let output else { return try trainInContainer() }
    var inputs = [PreparationFiles.Role("the manifest", path: manifest)]
    if let labels { inputs.append(.init("--labels", path: labels)) }
    try PreparationFiles.check(inputs: inputs, outputs: [.init("--output", path: output)])
    let attribute = try attribute.name()
    let file = try MappedFile(path: manifest)
    let set =
      try labels.map { try LabelCategoryFile.read(path: $0) }
      ?? FoundLabels.read([file], attribute: attribute)
    var training = ModelTraining(labels: set)
    training.seed = seed
    let outcome = try training.train([
      try Manifest.read(file, attribute: attribute, labels: set)
    ])
    try ModelFile.write(outcome.model, to: output)
    Console.line("\(output): \(outcome.summary)")
  }

  private func trainInContainer() throws {
    let tree = Self.tree
    let outcome = try tree.train()
    Console.line("\(tree.modelFolder)/\(ModelFile.name): \(outcome.training.summary)")
    if let validation = outcome.validation {
      Console.line("validation: \(EvaluationReport(validation).line)")
    }
  }
}

extension ModelTraining.Outcome {
  /// The numbers of labeled lines and of lines by label.
  var summary: String {
    let shares = zip(model.labels, counts).map { "\(SafeText($0).string) \($1)" }
    return "trained on \(labeled) of \(lineCount) lines: \(shares.joined(separator: ", "))."
  }
}
