import ArgumentParser
import CProcess
import Domain
import Glibc

/// The program: every command of it, and what they share.
@main
struct Winnow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winnow",
    abstract: "Labels a pile of short texts with as little human work as possible.",
    discussion: """
      People label what the model is unsure of, one key each; a loop retrains the model behind \
      them and labels what it is sure of; one command exports the manifest.

        winnow prepare newsCorpora.csv --sample 10000 --output news.manifest
        winnow init news --job job.json --input news.manifest
        winnow label news
        winnow export news
      """,
    version: Version.current,
    subcommands: [
      DemoCommand.self, SimulateCommand.self, PrepareCommand.self, InitCommand.self,
      LabelCommand.self, WatchCommand.self, RunCommand.self,
      AddCommand.self, SetCommand.self, LabelsCommand.self, PauseCommand.self, ResumeCommand.self,
      StopCommand.self,
      ReviewCommand.self, AdjudicateCommand.self,
      AlarmsCommand.self, WorkersCommand.self, AgreementCommand.self, AnnotateCommand.self,
      DoctorCommand.self,
      StatusCommand.self, ExportCommand.self, VerifyCommand.self, BackupCommand.self,
      RestoreCommand.self, CleanCommand.self, TraceCommand.self, ReportCommand.self,
      ModelCommand.self,
    ])

  static func main() {
    StandardStreams.takeClosed()
    // Files are the owner's alone unless a project lets its group in.
    umask(0o077)
    // A reader that went away ends the pipe, not a labeler's session.
    signal(SIGPIPE, SIG_IGN)
    // A file that may grow no further is an error of the write, said in words.
    signal(SIGXFSZ, SIG_IGN)
    // Swift's runtime would ask at the terminal what to do.
    signal(SIGQUIT, SIG_DFL)
    // A user's model may kill the process that keeps it.
    cp_adopt()
    CutFile.takeSignal()
    do {
      try OpenFiles.raise()
      if MistypedCommand.answerHelp() { return }
      try MistypedCommand.refuse()
      var command = try parseAsRoot()
      do {
        try command.run()
        try Console.requireWritten()
      } catch {
        end(with: ErrorText.readable(error), of: type(of: command))
      }
    } catch {
      end(with: ErrorText.readable(error), of: Winnow.self)
    }
  }

  /// Ends the process with what an error says: help goes to standard output, a fault to standard
  /// error without a control character of the files that it quotes, wrong usage with that of the command.
  private static func end(with error: any Error, of command: any ParsableCommand.Type) -> Never {
    let code = exitCode(for: error)
    let message =
      error is ValidationError && command != Winnow.self
      ? "Error: \(error)\nUsage: \(usageString(for: command))" : fullMessage(for: error)
    guard !code.isSuccess, !message.isEmpty else { exit(withError: error) }
    Console.error(message)
    Glibc.exit(code.rawValue)
  }
}
