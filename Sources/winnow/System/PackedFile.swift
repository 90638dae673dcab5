import Dataset
import ExternalModel
import Foundation

/// Opens a file of texts, unpacked if it is packed and the machine has the program for it.
enum PackedFile {
  static func open(_ path: String) throws -> InputFile {
    let file = try InputFile(path: path)
    // The program opens the file by its path: no pipe, and nothing that is open here only.
    guard file.isRegular, path != "-", !path.hasPrefix("/dev/"),
      let packing = Packing.of(try file.head(Packing.magicCount)),
      let program = try? ProgramPath.resolve(packing.program, from: "/")
    else { return file }
    let call = ProgramCall(
      name: packing.program, program: program,
      arguments: [packing.option, "--", URL(filePath: path).standardizedFileURL.path],
      folder: FileManager.default.temporaryDirectory.path)
    let target = try UnlinkedFile(for: path)
    do {
      let outcome = try ProgramRun.perform(
        call,
        output: { bytes in
          try target.append(bytes)
          return true
        })
      if let failure = outcome.failure(of: call) { throw failure }
    } catch let error as FileFaults {
      throw error
    } catch {
      throw CommandError("\(path) cannot be unpacked: \(error)")
    }
    return InputFile(target, name: path)
  }
}
