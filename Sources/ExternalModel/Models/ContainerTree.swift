import Foundation

/// The tree that a model container finds at `/opt/ml`.
struct ContainerTree: Sendable {
  let path: String

  var model: String { "\(path)/model" }
  var output: String { "\(path)/output" }
  var failure: String { "\(output)/failure" }
  private var config: String { "\(path)/input/config" }
  private var data: String { "\(path)/input/data" }

  /// Removes the tree, and makes it again for a training.
  func make(_ data: TrainingData, hyperparameters: [String: String]) throws {
    try ModelFolder.makeAnew(path)
    for folder in [config, model, "\(output)/data"] { try ModelFolder.make(folder) }
    try writeChannel("train", data.train)
    try writeChannel("validation", data.validation)
    try ModelFolder.write(hyperparameters, to: "\(config)/hyperparameters.json")
    try ModelFolder.write(
      ["train": Channel(), "validation": Channel()], to: "\(config)/inputdataconfig.json")
    try ModelFolder.write(Resources(), to: "\(config)/resourceconfig.json")
  }

  /// Writes a channel's file to its place in SageMaker's contract, and under the names that Amazon's
  /// sample container reads.
  private func writeChannel(_ name: String, _ lines: [[UInt8]]) throws {
    let file = "\(name)-manifest"
    for folder in ["\(data)/\(name)", "\(data)/training"] { try ModelFolder.make(folder) }
    try ModelFolder.write(lines, to: "\(data)/\(name)/\(file)")
    for other in ["\(data)/\(file)", "\(data)/training/\(file)"] {
      // A hard link, since the target of a symbolic one may not exist in a container.
      if link("\(data)/\(name)/\(file)", other) != 0 { try ModelFolder.write(lines, to: other) }
    }
  }

  /// The first 1,024 characters of the failure that a training wrote; nil if there is none.
  var failureReason: String? {
    guard let file = FileHandle(forReadingAtPath: failure),
      let bytes = try? file.read(upToCount: 4096), !bytes.isEmpty
    else { return nil }
    return SafeExcerpt(bytes, limit: 1024).description
  }

  /// A channel in `inputdataconfig.json`.
  private struct Channel: Encodable {
    enum CodingKeys: String, CodingKey {
      case contentType = "ContentType"
      case recordWrapperType = "RecordWrapperType"
      case distributionType = "S3DistributionType"
      case inputMode = "TrainingInputMode"
    }

    let contentType = "application/jsonlines"
    let recordWrapperType = "None"
    let distributionType = "FullyReplicated"
    let inputMode = "File"
  }

  /// The contents of `resourceconfig.json`.
  private struct Resources: Encodable {
    enum CodingKeys: String, CodingKey {
      case currentHost = "current_host"
      case hosts
      case networkInterface = "network_interface_name"
    }

    let currentHost = "algo-1"
    let hosts = ["algo-1"]
    let networkInterface = "lo"
  }

  /// Returns the variables with the paths of the tree; `root` is its path as the programs see it.
  static func environment(root: String, jobName: String) -> [String: String] {
    [
      "SAGEMAKER_BASE_DIR": root,
      "SM_INPUT_DIR": "\(root)/input",
      "SM_INPUT_CONFIG_DIR": "\(root)/input/config",
      "SM_CHANNELS": #"["train","validation"]"#,
      "SM_CHANNEL_TRAIN": "\(root)/input/data/train",
      "SM_CHANNEL_VALIDATION": "\(root)/input/data/validation",
      "SM_MODEL_DIR": "\(root)/model",
      "SM_OUTPUT_DIR": "\(root)/output",
      "SM_OUTPUT_DATA_DIR": "\(root)/output/data",
      "SM_CURRENT_HOST": "algo-1",
      "SM_HOSTS": #"["algo-1"]"#,
      "TRAINING_JOB_NAME": jobName,
    ]
  }
}
