import Console
import Foundation
import Terminal

@main
struct Tocsin {
  static func main() async {
    // A reader that has gone, and a limit on the size of files, are errors of write, not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // Nothing needs to be wound up: what is committed is on disk, and what is not was never promised.
    signal(SIGINT) { _ in _exit(ExitStatus.interrupted.rawValue) }
    let environment = ProcessInfo.processInfo.environment
    let errors = Printer(fileDescriptor: 2, environment: environment)
    if let problem = ProcessLimits.prepare() {
      errors.print("tocsin: \(problem)")
      exit(ExitStatus.usage.rawValue)
    }
    let program = Program(
      environment: environment,
      output: Printer(fileDescriptor: 1, environment: environment),
      errors: errors
    )
    let status = await program.run(Array(CommandLine.arguments.dropFirst()))
    exit(status.rawValue)
  }
}
