import ArgumentParser

@main
struct Winnow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winnow", abstract: "Labels a pile of short texts with little human work.")
}
