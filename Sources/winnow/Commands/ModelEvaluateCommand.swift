import ArgumentParser
import Dataset
import Domain
import BuiltInService
import Foundation
import Learning

/// `winnow model evaluate`.
struct ModelEvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measures a model on lines that people labeled.",
    discussion: """
      Use other lines than those that the model was trained on, where it is far more accurate than \
      on new ones. The reliability table compares the model's confidence with its accuracy; the \
      expected calibration error is their mean distance.

        winnow model evaluate --model news.winnow held-out.manifest
        winnow model evaluate --model news.winnow held-out.manifest --json
      """)

  @OptionGroup var model: ModelOption

  @Argument(help: "An augmented manifest, of lines that the model has not seen.")
  var manifest: String

  @OptionGroup var attribute: AttributeOption

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let model = try model.read()
    let lines = try Manifest.read(
      path: manifest, attribute: try attribute.name(), labels: model.labelSet)
    let report = EvaluationReport(try ModelEvaluation(model, lines))
    guard !json else { return Console.json(try report.json) }
    Console.line(report.text)
  }
}

/// An evaluation as it is printed.
struct EvaluationReport {
  private let result: ModelEvaluation

  init(_ result: ModelEvaluation) {
    self.result = result
  }

  /// The main figures as “name=value”, the form of a training job's metrics.
  var line: String {
    let evaluation = result.evaluation
    return String(
      format: "lines=%d accuracy=%.4f macro_f1=%.4f log_loss=%.4f ece=%.4f", result.count,
      evaluation.accuracy, evaluation.macroF1, evaluation.logLoss,
      evaluation.expectedCalibrationError)
  }

  var text: String {
    let evaluation = result.evaluation
    let rows = [
      ("accuracy", evaluation.accuracy), ("macro-F1", evaluation.macroF1),
      ("log loss", evaluation.logLoss),
      ("expected calibration error", evaluation.expectedCalibrationError),
    ].map { name, value in
      name.padding(toLength: 28, withPad: " ", startingAt: 0) + String(format: "%.4f", value)
    }
    let heading = "\(result.count) lines labeled by people; \(result.unlabeled) others left out"
    return ([heading, ""] + rows + ["", "confidence     lines    said   right"] + reliability)
      .joined(separator: "\n")
  }

  private var reliability: [String] {
    let bins = result.evaluation.reliability
    return bins.enumerated().compactMap { place, bin in
      guard bin.count > 0 else { return nil }
      let (from, to) = bounds(place, of: bins.count)
      return String(
        format: "%.3f–%.3f %8d  %.4f  %.4f", from, to, bin.count, bin.meanConfidence, bin.accuracy)
    }
  }

  private func bounds(_ place: Int, of count: Int) -> (from: Double, to: Double) {
    (Double(place) / Double(count), Double(place + 1) / Double(count))
  }

  var json: String {
    get throws {
      let evaluation = result.evaluation
      let bins = evaluation.reliability
      let object: [String: Any] = [
        "lines": result.count, "left_out": result.unlabeled, "accuracy": evaluation.accuracy,
        "macro_f1": evaluation.macroF1, "log_loss": evaluation.logLoss,
        "expected_calibration_error": evaluation.expectedCalibrationError,
        "reliability": bins.enumerated().map { place, bin in
          let (from, to) = bounds(place, of: bins.count)
          return [
            "from": from, "to": to, "lines": Double(bin.count), "confidence": bin.meanConfidence,
            "accuracy": bin.accuracy,
          ]
        },
      ]
      let data = try JSONSerialization.data(
        withJSONObject: object, options: [.prettyPrinted, .sortedKeys])
      return String(decoding: data, as: UTF8.self)
    }
  }
}
