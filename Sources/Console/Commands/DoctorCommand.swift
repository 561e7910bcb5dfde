internal import ArgumentParser
internal import Terminal

/// `doctor`: whether alerts would come through.
struct DoctorCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Examine the store, the clock, the network, the service and what waits; say what to do.",
    discussion: "Nothing is changed. The exit code is 1 where something needs to be seen to."
  )

  func run(at desk: Desk) async throws {
    let findings = await Examination(desk: desk).findings()
    for finding in findings {
      let sign = finding.isWell ? SafeText("ok  ").styled(.green) : SafeText("look").styled([.bold, .red])
      desk.output.print(
        paragraph: sign + "  \(finding.subject)"
          + SafeText(String(repeating: " ", count: max(1, 12 - finding.subject.count)))
          + SafeText(finding.words),
        hanging: "                  "
      )
    }
    if findings.contains(where: { !$0.isWell }) { throw CommandFailure(message: nil) }
  }
}
