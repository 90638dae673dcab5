import ArgumentParser
import Dataset

/// A word in the place of a command that is none.
enum MistypedCommand {
  /// Throws with the nearest command if the arguments begin with a word that is no command.
  static func refuse(
    _ arguments: [String] = Array(CommandLine.arguments.dropFirst()),
    of parent: any ParsableCommand.Type = Winnow.self
  ) throws {
    let commands = parent.configuration.subcommands
    guard let word = arguments.first, !word.hasPrefix("-"), !commands.isEmpty else { return }
    if parent == Winnow.self, word == "help" {
      return try refuse(Array(arguments.dropFirst()))
    }
    if let command = commands.first(where: { $0.configuration.commandName == word }) {
      guard command == ModelCommand.self else { return }
      return try refuse(Array(arguments.dropFirst()), of: command)
    }
    let names = commands.compactMap { $0.configuration.commandName }
    let path = parent == Winnow.self ? "winnow" : "winnow \(parent.configuration.commandName ?? "")"
    let nearest = NearestName.of(word, among: names).map { "; did you mean “\(path) \($0)”?" }
    let all = "; the commands of “\(path)”: \(names.sorted().joined(separator: ", "))"
    throw ValidationError("“\(word)” is not a command\(nearest ?? all)")
  }

  /// Prints what `winnow help job` explains; returns false for any other arguments.
  static func answerHelp(
    _ arguments: [String] = Array(CommandLine.arguments.dropFirst())
  ) -> Bool {
    guard arguments == ["help", "job"] else { return false }
    Console.line(JobReference.text)
    return true
  }
}
