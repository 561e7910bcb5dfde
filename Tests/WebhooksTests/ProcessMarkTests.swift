import Foundation
import Testing
import Webhooks

@Suite("The mark of a process")
struct ProcessMarkTests {
  @Test("a process that runs has not ended, and each mark is a new one")
  func running() {
    let mark = ProcessMark.make()
    #expect(!ProcessMark.hasEnded(mark))
    #expect(mark != ProcessMark.make())
  }

  @Test("a process id that nobody has, or that somebody else was given, shows that the process has ended")
  func ended() {
    var parts = ProcessMark.make().split(separator: " ").map(String.init)
    #expect(parts.count == 4)
    let pid = parts[1]
    // Above PID_MAX_LIMIT of Linux.
    parts[1] = "4194305"
    #expect(ProcessMark.hasEnded(parts.joined(separator: " ")))
    parts[1] = pid
    parts[2] = "1"
    #expect(ProcessMark.hasEnded(parts.joined(separator: " ")))
  }

  @Test(
    "what another machine wrote, or no mark at all, is not judged",
    arguments: ["elsewhere/pid:[1] 4194305 1 x", "unknown 4194305 1 x", "", "a b", "1F0C-2D"]
  )
  func elsewhere(mark: String) { #expect(!ProcessMark.hasEnded(mark)) }
}
