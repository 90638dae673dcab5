import BuiltInService
import Dataset
package import Domain
import Foundation
package import Learning

extension Project {
  /// Reads the model of an earlier job that this one starts with; nil if there is none.
  package func startModel() throws -> TextModel? {
    guard try LeadOwnership.hasFile(folder.startModel, else: .notTheLeads(.startModel)) else {
      return nil
    }
    return try ModelFile.read(folder.startModel)
  }

  /// Returns the start model as a round uses it; nil if there is none, or if it lacks a label that
  /// the lead has added since.
  func roundStartModel(_ texts: PoolTexts) throws -> StartModel? {
    guard let model = try startModel() else { return nil }
    // Its vocabulary is read again when a round needs it: a loop at rest keeps none.
    return StartModel(model, labels: labels, texts: texts) { [folder] in
      try ModelFile.read(folder.startModel)
    }
  }
}

/// A model file that is to be the start of a job.
package enum StartModelFile {
  /// Reads a model and checks that its labels are those of the job, in any order.
  package static func read(_ path: String, for labels: LabelSet) throws -> TextModel {
    let model = try ModelFile.read(path)
    let names = labels.used.map { labels[$0].name }
    guard Set(names) == Set(model.labels) else {
      throw ProjectError.otherStartLabels(
        ModelFile.path(path), lacks: names.filter { !model.labels.contains($0) },
        more: model.labels.filter { !names.contains($0) })
    }
    return model
  }

  /// Returns the model file of a project's output; of anything else, the path itself.
  ///
  /// Throws `ProjectError.noExportedModel` if the project has exported none.
  package static func path(_ path: String) throws -> String {
    let folder = ProjectFolder(path: path)
    let exists = FileManager.default.fileExists(atPath:)
    guard exists(folder.database) else { return path }
    // “export --model” writes beside the manifest: the final one, or the partial one.
    let places = ["", "/intermediate"].map { "\(folder.output)\($0)/\(ModelFile.name)" }
    guard let found = places.first(where: exists) else {
      throw ProjectError.noExportedModel(path)
    }
    return found
  }
}
