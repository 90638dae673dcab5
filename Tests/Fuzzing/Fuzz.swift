import Foundation

/// `PARSER=name fuzz FILE…`: runs a parser on files or, built with `-D FUZZING -sanitize=fuzzer`, by
/// libFuzzer with its own arguments.
@main
enum Fuzz {
  private static let parser = FuzzedParser.all.first {
    $0.name == ProcessInfo.processInfo.environment["PARSER"]
  }

  static func main() {
    guard parser != nil else {
      print("usage: PARSER=name fuzz …; the names are \(FuzzedParser.all.map(\.name))")
      exit(64)
    }
    #if FUZZING
      exit(runFuzzer())
    #else
      for path in CommandLine.arguments.dropFirst() {
        run(Array(FileManager.default.contents(atPath: path) ?? Data()))
      }
    #endif
  }

  /// Runs the parser; ends the process if a property is broken.
  static func run(_ bytes: [UInt8]) {
    do {
      try parser?.check(bytes)
    } catch {
      print("\(error)")
      abort()
    }
  }
}

#if FUZZING
  /// The entry of libFuzzer (llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library).
  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
  ) -> Int32

  /// The symbol that libFuzzer's own `main`, which is linked but not called, refers to.
  @_cdecl("LLVMFuzzerTestOneInput")
  func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    Fuzz.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
  }

  private func runFuzzer() -> Int32 {
    var pointers = CommandLine.arguments.map { strdup($0) } + [nil]
    var count = CommandLine.argc
    return pointers.withUnsafeMutableBufferPointer { buffer in
      guard var start = buffer.baseAddress else { return 1 }
      return runDriver(&count, &start) { testOneInput($0, $1) }
    }
  }
#endif
