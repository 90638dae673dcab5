import ArgumentParser
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

  /// Asks for the labels at the terminal, makes the project and returns its path; throws if there
  /// is nobody to ask.
  func accepted() throws -> String {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { throw refusal }
    Console.error("\(file) is a file of texts, not a project.")
    Console.error("To label it as the project “\(project)”, write the labels, such as")
    Console.error("b=Bug,q=Question or Bug,Question. An empty line makes nothing.")
    guard let labels = readLine(), !labels.allSatisfy(\.isWhitespace) else { throw refusal }
    let command = try InitCommand.parse([project, "--labels", labels, "--input", file])
    try command.validate()
    try command.run()
    return project
  }

  private var refusal: CommandError {
    CommandError(
      "\(file) is a file of texts, not a project; “winnow init \(project) --labels b=Bug,t=Task "
        + "--input \(file)” makes one")
  }
}
