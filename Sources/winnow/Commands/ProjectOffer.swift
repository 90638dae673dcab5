import ArgumentParser
import Dataset
import Foundation
import Glibc

/// The offer to make a project of a file of texts that was named in its place.
struct ProjectOffer {
  let file: String

  /// Makes an offer for a file; nil for a folder or a path where nothing is.
  init?(file: String) {
    var status = stat()
    guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.file = file
  }

  /// The name of the project to make: the file's, without its ending.
  private var project: String { URL(filePath: file).deletingPathExtension().lastPathComponent }

  /// Asks for the text's column, if it is not known, and for the labels, makes the project and returns
  /// its path; throws if there is nobody to ask, or they want none.
  ///
  /// A project of the file's name that is there already is the one to open.
  func accepted() throws -> String {
    if FileManager.default.fileExists(atPath: ProjectFolder(path: project).database) {
      Console.error("\(file) is a file of texts; its project “\(project)” is opened.")
      return project
    }
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { throw refusal }
    Console.error("\(file) is a file of texts, not a project; “\(project)” will be its project.")
    let column = try textColumn()
    while let labels = ask("Its labels, as in Bug,Question or b=Bug,q=Question") {
      let options = column.map { ["--text-column", $0] } ?? []
      do {
        let call = [project, "--labels", labels, "--input", file, "--is-offered"] + options
        let command = try InitCommand.parse(call)
        try command.run()
        return project
      } catch let error as FileFaults where error.faults.allSatisfy({ $0.file == "--labels" }) {
        Console.error("\(error)")
      }
    }
    throw CommandError("nothing was made")
  }

  /// Returns the column of the text if the file is a table without a usual name for it.
  private func textColumn() throws -> String? {
    guard let names = try columnsWithoutText() else { return nil }
    let list = names.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ")
    while let answer = ask("The column of the texts: \(list)") {
      if let number = Int(answer), names.indices.contains(number - 1) { return names[number - 1] }
      if names.contains(answer) { return answer }
    }
    throw CommandError("nothing was made")
  }

  private func columnsWithoutText() throws -> [String]? {
    guard let attribute = LabelAttributeName("category") else { return nil }
    do {
      _ = try Preparation(
        PackedFile.open(file),
        options: PreparationOptions(
          attribute: attribute, jobName: project, creationDate: Date()))
      return nil
    } catch let error as FileFaults {
      guard
        let names = error.faults.lazy.compactMap({ $0.reason as? ImportFault }).first?
          .textCandidates
      else { throw error }
      return names
    }
  }

  /// Asks a question and returns the answer; nil for an empty one, or at the end of the input.
  private func ask(_ question: String) -> String? {
    Console.error("\(question) (an empty line makes nothing):")
    let answer = readLine()?.trimmingCharacters(in: .whitespaces)
    return answer?.isEmpty == false ? answer : nil
  }

  private var refusal: CommandError {
    let (project, file) = (ShellWord.quoted(project), ShellWord.quoted(file))
    return CommandError(
      "\(self.file) is a file of texts, not a project; “winnow init \(project) --labels b=Bug,t=Task "
        + "--input \(file)” makes one")
  }
}
