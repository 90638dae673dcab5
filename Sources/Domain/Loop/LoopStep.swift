/// The steps of the sample's two state machines that the loop has, under the same names.
///
/// The cases stand in the order in which a round walks them.
package enum LoopStep: String, Sendable, Equatable, CaseIterable, Codable {
  case shouldStartActiveLearning = "ShouldStartActiveLearning"
  case prepareForTraining = "PrepareForTraining"
  case createTrainingJob = "CreateTrainingJob"
  case createTransformJob = "CreateTransformJob"
  case performActiveLearning = "PerformActiveLearning"
  case updateMetaData = "UpdateMetaData"
  case exportPartialOutput = "ExportPartialOutput"
  case performFinalExport = "PerformFinalExport"

  /// The steps of a round: all cases but the wait before it and the job's end.
  package static let ofRound: [LoopStep] = [
    .prepareForTraining, .createTrainingJob, .createTransformJob, .performActiveLearning,
    .updateMetaData, .exportPartialOutput,
  ]
}
