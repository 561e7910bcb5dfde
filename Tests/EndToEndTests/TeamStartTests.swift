import Foundation
import TestSupport
import Testing

@Suite("The README's start for a team")
struct TeamStartTests {
  private let program: Binary

  init() throws { program = try Binary() }

  /// The ten commands, as the README has them.
  private static func commands() throws -> [String] {
    let readme = try String(
      contentsOf: Binary.repository.appendingPathComponent("README.md"),
      encoding: .utf8
    )
    let block = readme.components(separatedBy: "<!-- ten commands -->\n\n").last ?? ""
    return block.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("    ") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private static func page(_ number: Int) -> String {
    """
    <html lang="en"><head><title>Mission \(number) is suspended</title></head><body><article>
    <h1>Russia shuts its NATO mission \(number) after expulsion of eight envoys</h1>
    <p>Russia suspended its mission to NATO on Monday in retaliation for the expulsion of eight Russian diplomats.</p>
    <p>Foreign Minister Sergei Lavrov said in Moscow that the office would be closed as well.</p></article></body></html>
    """
  }

  /// A machine without systemd: what `enable --now` starts, this starts, with a log of its own.
  private func stubs() throws -> String {
    let folder = program.file("stubs")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let script = """
      #!/bin/bash
      # What stays behind keeps nothing open of whoever calls.
      for open in /proc/$$/fd/*; do fd=${open##*/}; [ "$fd" -gt 2 ] && eval "exec $fd>&-"; done 2>/dev/null
      case "$*" in
        *enable*) $(sed -n 's/^ExecStart=//p' "$HOME/.config/systemd/user/tocsin.service") >"$HOME/serve.log" 2>&1 &
          echo $! >"$HOME/serve.pid"
          for i in $(seq 200); do grep -q 'notice serves' "$HOME/serve.log" && exit 0; sleep 0.05; done; exit 1 ;;
      esac
      """
    try Data(script.utf8).write(to: URL(fileURLWithPath: folder + "/systemctl"))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/systemctl")
    return folder
  }

  @Test(
    "leads from nothing to a watched feed that alerts a webhook, in ten commands",
    .enabled(if: Tools.path(of: "curl") != nil)
  )
  func tenCommands() throws {
    let hook = LoopbackServer { _ in [.answer("204 No Content")] }
    let site = LoopbackServer { request in
      if let number = Int(request.target.dropFirst("/report-".count)) {
        return [.answer("200 OK", ["Content-Type: text/html"], Self.page(number))]
      }
      guard request.target == "/feed.xml" else { return [.answer("404 Not Found")] }
      let link = "http://\(request["host"] ?? "")/report-1"
      let feed =
        "<rss version='2.0'><channel><title>News</title><item><guid>\(link)</guid><title>Mission</title><link>\(link)</link></item></channel></rss>"
      return [.answer("200 OK", ["Content-Type: application/rss+xml"], feed)]
    }
    let commands = try Self.commands()
    #expect(commands.count == 10)
    let port = ClosedPort().port
    let script = commands.joined(separator: " &&\n")
      .replacing("https://hooks.example.org/T0/B0", with: hook.url("/T0/B0") + " --allow 127.0.0.0/8")
      .replacing("https://news.example.org/feed.xml", with: site.url("/feed.xml"))
      .replacing("127.0.0.1:8650", with: "127.0.0.1:\(port)")
    let process = Process()
    process.currentDirectoryURL = Binary.repository
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.environment = program.environment.merging(
      [
        "PATH": try stubs() + ":/usr/bin:/bin", "TOCSIN": Binary.url.path, "TOCSIN_ALLOW": "127.0.0.0/8",
        "TOCSIN_LISTEN": "127.0.0.1:\(port)", "TOCSIN_HOST_GAP": "0",
      ]
    ) { $1 }
    process.environment?["TOCSIN_NOW"] = nil
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    process.waitUntilExit()
    let pid = (try? String(contentsOfFile: program.home + "/serve.pid", encoding: .utf8)).flatMap {
      Int32($0.dropLast())
    }
    defer { if let pid { kill(pid, SIGTERM) } }
    let output = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    #expect(process.terminationStatus == 0, "\(output)")
    #expect(output.contains("\"ready\":true"))
    Patience.hold { !hook.requests.isEmpty }
    let message = try #require(hook.requests.first, "no webhook came")
    #expect(String(decoding: message.body, as: UTF8.self).contains("tocsin.alert.fired"))
    #expect(message.target == "/T0/B0")
  }
}
