import Foundation
import TestSupport
import Testing

@Suite("Installing", .onlyOverFiles("no store is in it"))
struct InstallTests {
  private let program: Binary

  init() throws { program = try Binary() }

  private func install(
    _ arguments: [String],
    within folder: String? = nil
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.executableURL = Binary.repository.appendingPathComponent("Scripts/install")
    process.arguments = arguments
    process.environment = program.environment.merging(["TOCSIN": Binary.url.path]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  /// All files below a folder, by their paths in it.
  private func files(in folder: String) -> Set<String> {
    let found = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return Set(
      found.filter { path in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder)
          && !isFolder.boolValue
      }
    )
  }

  /// systemd's own words about a unit, where it is there: it is understood whole, and little is left open (in tenths, of 100).
  private func examine(unitAt path: String) throws {
    guard let systemd = Tools.path(of: "systemd-analyze") else { return }
    let verdict = try Tools.run(systemd, ["verify", "--man=no", path])
    #expect(verdict.status == 0 && verdict.output.isEmpty, "\(verdict.output)")
    let exposure = try Tools.run(
      systemd,
      ["security", "--offline=true", "--no-pager", "--threshold=20", path]
    )
    #expect(exposure.status == 0, "\(exposure.output.suffix(200))")
  }

  @Test("puts program, manual, completions and unit in place, and takes them away")
  func prefix() throws {
    let folder = program.file("prefix")
    let run = try install(["--prefix", folder])
    #expect(run.status == 0, "\(run.output)")
    #expect(
      files(in: folder) == [
        "bin/tocsin", "share/man/man1/tocsin.1", "share/bash-completion/completions/tocsin",
        "share/zsh/site-functions/_tocsin", "share/fish/vendor_completions.d/tocsin.fish",
        "lib/systemd/system/tocsin.service",
      ]
    )
    let unit = try String(contentsOfFile: folder + "/lib/systemd/system/tocsin.service", encoding: .utf8)
    #expect(unit.contains("ExecStart=\(folder)/bin/tocsin serve\n"))
    #expect(unit.contains("\nDynamicUser=yes\n") && unit.contains("\nProtectSystem=strict\n"))
    try examine(unitAt: folder + "/lib/systemd/system/tocsin.service")
    #expect(try Tools.run(folder + "/bin/tocsin", ["--version"]).status == 0)
    #expect(try install(["--prefix", folder, "--uninstall"]).status == 0)
    #expect(files(in: folder).isEmpty)
  }

  @Test(
    "names the program as systemd reads it, wherever the prefix is",
    arguments: [
      ("relative", "NAME/relative/bin/tocsin"), ("two words/100%", "\"NAME/two words/100%%/bin/tocsin\""),
    ]
  )
  func places(prefix: String, command: String) throws {
    let run = try install(["--prefix", prefix], within: program.home)
    #expect(run.status == 0, "\(run.output)")
    let path = "\(program.home)/\(prefix)/lib/systemd/system/tocsin.service"
    let unit = try String(contentsOfFile: path, encoding: .utf8)
    #expect(unit.contains("ExecStart=\(command.replacing("NAME", with: program.home)) serve\n"))
    try examine(unitAt: path)
    #expect(try install(["--prefix", prefix, "--uninstall"], within: program.home).status == 0)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("refuses a prefix under which systemd runs no program")
  func refused() throws {
    let run = try install(["--prefix", "it's"], within: program.home)
    #expect(run.status == 2)
    #expect(run.output.contains("systemd runs no program there"))
  }

  @Test("for one user asks for nothing of the machine")
  func user() throws {
    #expect(try install(["--user"]).status == 0)
    let unit = try String(
      contentsOfFile: program.home + "/.config/systemd/user/tocsin.service",
      encoding: .utf8
    )
    #expect(!unit.contains("DynamicUser") && unit.contains("WantedBy=default.target"))
    #expect(FileManager.default.isExecutableFile(atPath: program.home + "/.local/bin/tocsin"))
    #expect(try install(["--nonsense"]).status == 2)
  }

  @Test("offers completions that the shells take, and a manual that names every command")
  func completions() throws {
    let bash = try program.run(["completions", "bash"])
    let script = try program.file("completions.bash", holding: bash.output)
    #expect(try Tools.run("/bin/bash", ["-n", script]).status == 0)
    #expect(bash.output.contains("serve") && bash.output.contains("webhook"))
    #expect(try program.run(["completions", "fish"]).output.contains("complete"))
    #expect(try program.run(["completions", "zsh"]).output.hasPrefix("#compdef tocsin"))
    let manual = try program.run(["manual"]).output
    for command in ["read", "alert add", "webhook add", "serve", "token revoke"] {
      #expect(manual.contains(".SS \(command)\n"), "\(command)")
    }
    #expect(!manual.contains("\n'"))
  }
}
