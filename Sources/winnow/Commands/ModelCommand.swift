import ArgumentParser
import Dataset
import Domain
import BuiltInService
import Learning

/// `winnow model`.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Trains, runs, measures, serves and checks models.",
    discussion: """
      A model is one file, with a version, a checksum, and the labels that it knows.

        winnow model train news.manifest --labels label-categories.json --output news.winnow
        winnow model predict --model news.winnow new.manifest > predictions.jsonl
        winnow model evaluate --model news.winnow held-out.manifest
        winnow model serve --model news.winnow --port 8080
        winnow model check --command ./model.py
      """,
    subcommands: [
      ModelTrainCommand.self,
      ModelPredictCommand.self,
      ModelEvaluateCommand.self,
      ModelServeCommand.self,
      ModelSwitchCommand.self,
      ModelCheckCommand.self,
    ])
}

/// The option that names a model's file.
struct ModelOption: ParsableArguments {
  @Option(help: "The model's file, or a folder with model.winnow in it.")
  var model: String

  func read() throws -> TextModel { try ModelFile.read(model) }
}

/// The option that names the labels' key in manifests.
struct AttributeOption: ParsableArguments {
  @Option(help: "The key of the labels in the manifest (LabelAttributeName).")
  var attribute = "category"

  func name() throws -> LabelAttributeName {
    guard let name = LabelAttributeName(attribute) else {
      throw ValidationError("“\(attribute)” cannot be a LabelAttributeName")
    }
    return name
  }
}
