import Console
import Foundation
import Terminal

@main
struct Tocsin {
  static func main() async {
    // A reader that has gone is an error of write, not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    // Nothing needs to be wound up: what is committed is on disk, and what is not was never promised.
    signal(SIGINT) { _ in _exit(ExitStatus.interrupted.rawValue) }
    let environment = ProcessInfo.processInfo.environment
    let program = Program(
      environment: environment,
      output: Printer(fileDescriptor: 1, environment: environment),
      errors: Printer(fileDescriptor: 2, environment: environment)
    )
    let status = await program.run(Array(CommandLine.arguments.dropFirst()))
    exit(status.rawValue)
  }
}
