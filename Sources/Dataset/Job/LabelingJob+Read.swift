import Foundation

extension LabelingJob {
  /// Reads a request and checks every field of it.
  ///
  /// With `manifestIsGiven` another manifest was named on the command line, and the request's own is
  /// neither needed nor checked.
  package static func read(
    path: String, manifestIsGiven: Bool = false
  ) throws(FileFaults) -> LabelingJob {
    let bytes = try MappedFile(path: path).withBytes { Array($0) }
    return try parse(bytes, file: path, manifestIsGiven: manifestIsGiven) {
      FileManager.default.isReadableFile(atPath: $0)
    }
  }

  /// Reads the request that a project keeps.
  ///
  /// The files that it names were copied when the project was made, and are not looked for again.
  /// Relative paths of models and commands start from `home`, where the request was at first.
  package static func readKept(path: String, home: String) throws(FileFaults) -> LabelingJob {
    let bytes = try MappedFile(path: path).withBytes { Array($0) }
    return try parse(bytes, file: path, home: home, manifestIsGiven: true)
  }

  /// Reads the bytes of a request; relative paths start from `home`, by default the folder of
  /// `file`.
  package static func parse(
    _ bytes: [UInt8], file: String, home: String? = nil, manifestIsGiven: Bool = false,
    fileExists: (String) -> Bool = { _ in true }
  ) throws(FileFaults) -> LabelingJob {
    let json: LocatedJSON
    do throws(LocatedJSONFault) {
      json = try LocatedJSON.parse(bytes)
    } catch {
      throw FileFaults([FileFault(file: file, line: error.line, reason: .json(error.reason))])
    }
    var reader = LabelingJobReader(
      json, folder: home ?? Self.folder(of: file), manifestIsGiven: manifestIsGiven)
    let job = reader.read()
    var faults = reader.faults
    for path in reader.paths where !fileExists(path.path) {
      let fault = FieldFault.noFile(field: path.field, path: path.path)
      faults.append(LocatedFieldFault(line: path.line, fault: fault))
    }
    guard let job, faults.isEmpty else {
      let sorted = faults.sorted { $0.line < $1.line }
      throw FileFaults(
        sorted.map { FileFault(file: file, line: $0.line, reason: .field($0.fault)) })
    }
    return job
  }

  private static func folder(of file: String) -> String {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast().joined(separator: "/")
  }
}

/// Reads a labeling job request out of the located tree.
struct LabelingJobReader {
  private var top: FieldReader
  private let folder: String
  private let manifestIsGiven: Bool

  init(_ json: LocatedJSON, folder: String, manifestIsGiven: Bool) {
    top = FieldReader(json)
    self.folder = folder
    self.manifestIsGiven = manifestIsGiven
  }

  var faults: [LocatedFieldFault] { top.faults }
  var paths: [NamedPath] { top.paths }

  /// Returns the job, or nil if a required field is missing; `faults` says all that is wrong.
  mutating func read() -> LabelingJob? {
    guard top.faults.isEmpty else { return nil }
    let name = readName()
    let attribute = readAttribute()
    let manifest = readInput()
    top.ignore(["RoleArn", "LabelingJobAlgorithmsConfig", "Tags"])
    readOutput()
    let categories = top.path("LabelCategoryConfigS3Uri", from: folder)
    let task = readTask()
    let conditions = readStoppingConditions()
    let activeLearning = top.object("ActiveLearning") {
      ActiveLearningReader(folder: folder).read(&$0)
    }
    top.finish()
    guard let name, let attribute, let categories, let task else { return nil }
    return LabelingJob(
      name: name, labelAttributeName: attribute, manifestPath: manifest,
      labelCategoryPath: categories, templatePath: task.templatePath, taskTitle: task.title,
      taskDescription: task.description, taskKeywords: task.keywords,
      workersPerItem: task.workersPerItem, taskTimeLimitInSeconds: task.timeLimit,
      taskAvailabilityLifetimeInSeconds: task.availabilityLifetime,
      maxConcurrentTaskCount: task.maxConcurrentCount, pricePerLabel: task.price,
      stoppingConditions: conditions ?? LabelingJob.StoppingConditions(),
      activeLearning: activeLearning ?? ActiveLearning(), ignoredFields: top.ignoredFields)
  }

  private mutating func readName() -> String? {
    let prefix = top.field("LabelingJobNamePrefix")
    let name = top.field("LabelingJobName")
    if let prefix, name != nil {
      top.report(.both("LabelingJobName", "LabelingJobNamePrefix"), line: prefix.line)
    }
    guard let field = name ?? prefix else {
      top.report(.missing(field: "LabelingJobNamePrefix"), line: top.line)
      return nil
    }
    guard let text = top.string(field) else { return nil }
    if !LabelAttributeName.isWellFormed(text, limit: 63) || text.utf8.count > 63 {
      let allowed = "letters, digits and inner hyphens, at most 63"
      top.report(
        .notAllowed(field: field.name, found: "“\(text)”", allowed: allowed), line: field.line)
    }
    return text
  }

  private mutating func readAttribute() -> LabelAttributeName? {
    guard let field = top.required("LabelAttributeName"), let text = top.string(field) else {
      return nil
    }
    if let name = LabelAttributeName(text) { return name }
    top.report(
      .notAllowed(field: field.name, found: "“\(text)”", allowed: LabelAttributeName.rule),
      line: field.line)
    return nil
  }

  private mutating func readInput() -> String? {
    guard let field = top.field("InputConfig") else {
      if !manifestIsGiven { top.report(.missing(field: "InputConfig"), line: top.line) }
      return nil
    }
    var input = FieldReader(field.value, path: field.name)
    input.ignore(["DataAttributes"])
    let manifest = readSource(in: &input)
    input.finish()
    top.merge(input)
    return manifest
  }

  private func readSource(in input: inout FieldReader) -> String? {
    guard let field = manifestIsGiven ? input.field("DataSource") : input.required("DataSource")
    else { return nil }
    var source = FieldReader(field.value, path: input.name(field.name))
    defer {
      source.finish()
      input.merge(source)
    }
    source.ignore(["SnsDataSource"])
    let name = "S3DataSource"
    guard let field = manifestIsGiven ? source.field(name) : source.required(name) else {
      return nil
    }
    var s3 = FieldReader(field.value, path: source.name(name))
    defer {
      s3.finish()
      source.merge(s3)
    }
    if manifestIsGiven {
      _ = s3.string("ManifestS3Uri")
      return nil
    }
    return s3.path("ManifestS3Uri", from: folder)
  }

  private mutating func readOutput() {
    guard let field = top.field("OutputConfig") else { return }
    var output = FieldReader(field.value, path: field.name)
    output.ignore(["S3OutputPath", "KmsKeyId", "SnsTopicArn"])
    output.finish()
    top.merge(output)
  }

  private mutating func readStoppingConditions() -> LabelingJob.StoppingConditions? {
    top.object("StoppingConditions") {
      LabelingJob.StoppingConditions(
        maxHumanLabeledObjectCount: $0.integer("MaxHumanLabeledObjectCount", in: 1...Int.max),
        maxPercentageOfInputDatasetLabeled: $0.integer(
          "MaxPercentageOfInputDatasetLabeled", in: 1...100))
    }
  }

}

extension LabelingJobReader {
  /// What `HumanTaskConfig` says.
  private struct Task {
    let templatePath: String
    let title: String
    let description: String
    let keywords: [String]
    let workersPerItem: Int
    let timeLimit: Int
    let availabilityLifetime: Int
    let maxConcurrentCount: Int
    let price: Double?
  }

  private mutating func readTask() -> Task? {
    guard let field = top.required("HumanTaskConfig") else { return nil }
    var task = FieldReader(field.value, path: field.name)
    defer {
      task.finish()
      top.merge(task)
    }
    guard task.faults.isEmpty else { return nil }
    task.ignore(["WorkteamArn", "PreHumanTaskLambdaArn", "AnnotationConsolidationConfig"])
    let template = readTemplate(in: &task)
    let title = task.required("TaskTitle").flatMap { task.string($0, length: 1...128) }
    let description =
      task.required("TaskDescription").flatMap { task.string($0, length: 1...255) }
    let keywords = readKeywords(in: &task)
    let workers = task.integer("NumberOfHumanWorkersPerDataObject", in: 1...9)
    let timeLimit = task.integer("TaskTimeLimitInSeconds", in: 30...28_800)
    let lifetime = task.integer("TaskAvailabilityLifetimeInSeconds", in: 60...Int(Int32.max))
    let concurrent = task.integer("MaxConcurrentTaskCount", in: 1...5_000)
    let price = readPrice(in: &task)
    guard let template, let title, let description else { return nil }
    return Task(
      templatePath: template, title: title, description: description, keywords: keywords,
      workersPerItem: workers ?? 1, timeLimit: timeLimit ?? 300,
      availabilityLifetime: lifetime ?? 21_600, maxConcurrentCount: concurrent ?? 200,
      price: price)
  }

  private func readTemplate(in task: inout FieldReader) -> String? {
    guard let field = task.required("UiConfig") else { return nil }
    var config = FieldReader(field.value, path: task.name(field.name))
    config.ignore(["HumanTaskUiArn"])
    let template = config.path("UiTemplateS3Uri", from: folder)
    config.finish()
    task.merge(config)
    return template
  }

  private func readKeywords(in task: inout FieldReader) -> [String] {
    let name = "TaskKeywords"
    guard let keywords = task.strings(name) else { return [] }
    if !(1...5).contains(keywords.count) || !keywords.allSatisfy({ (1...30).contains($0.count) }) {
      let allowed = "1 to 5 words of 1 to 30 characters"
      task.report(
        .notAllowed(field: task.name(name), found: "\(keywords.count) words", allowed: allowed),
        line: task.field(name)?.line ?? task.line)
    }
    return keywords
  }

  private func readPrice(in task: inout FieldReader) -> Double? {
    let price = task.object("PublicWorkforceTaskPrice") { price in
      price.object("AmountInUsd") { amount in
        // Whole tenths of a cent, so that the sum is exact.
        let dollars = amount.integer("Dollars", in: 0...1000) ?? 0
        let cents = amount.integer("Cents", in: 0...99) ?? 0
        let tenths = amount.integer("TenthFractionsOfACent", in: 0...9) ?? 0
        return Double(dollars * 1000 + cents * 10 + tenths) / 1000
      }
    }
    return price.flatMap(\.self)
  }
}

/// Paths as a request writes them.
enum FilePathField {
  /// Returns the path that a field means, or nil if it is an address of another kind.
  static func resolve(_ text: String, from folder: String) -> String? {
    if text.isEmpty { return nil }
    if text.lowercased().hasPrefix("file://") {
      guard let url = URL(string: text), (url.host() ?? "").isEmpty || url.host() == "localhost"
      else { return nil }
      return url.path(percentEncoded: false)
    }
    if text.contains("://") { return nil }
    return text.hasPrefix("/") || folder.isEmpty ? text : "\(folder)/\(text)"
  }
}
