import Foundation
import StoreSupport
import TestSupport
import Testing

@Suite("The service")
struct ServiceTests {
  private let program: Binary

  init() throws { program = try Binary() }

  private func article(_ number: Int) -> [String: Any] {
    [
      "title": "Report \(number): mission suspended", "published": "2021-10-18",
      "text": """
      Russia suspended its mission to NATO on Monday in answer to the expulsion of eight diplomats, outlet \(number) says.
      Foreign Minister Sergei Lavrov announced the step in Moscow and said that the offices would close in November.
      """,
    ]
  }

  @Test("reads what is handed in, alerts, delivers, and ends at SIGTERM with what it has in hand done once")
  func life() throws {
    let server = LoopbackServer { _ in
      usleep(700_000)
      return [.answer("204 No Content")]
    }
    try program.run(["webhook", "add", "ops", server.url("/in"), "--allow", "127.0.0.0/8"])
    try program.run(["alert", "add", "watch", "when", "title contains mission again always notify ops"])
    let service = try ServiceProcess(program)
    #expect(try service.ask("GET", "/-/healthy").status == 200)
    #expect(try service.ask("GET", "/-/ready").json["ready"] as? Bool == true)
    let answer = try service.ask("POST", "/api/v1/articles", json: article(1))
    #expect(answer.status == 201)
    #expect(answer.json["firings"] as? [String] == ["f1"])
    // The message is on its way, and the receiver takes its time.
    Patience.hold { !server.requests.isEmpty }
    #expect(service.stop() == 0)
    #expect(service.logged.contains("finishes what it has in hand"))
    #expect(server.requests.count == 1)
    let deliveries = try program.run(["deliveries", "--format", "jsonl"]).objects()
    #expect(deliveries.map { $0["state"] as? String } == ["accepted"])
  }

  @Test(
    "stands by while another serves the store, and takes over when that one is killed",
    .onlyOverFiles("services share a server")
  )
  func standby() throws {
    let first = try ServiceProcess(program)
    let second = try ServiceProcess(program, waitingFor: "stands by")
    #expect(second.logged.contains("process \(first.process.processIdentifier)"))
    first.signal(SIGKILL)
    first.process.waitUntilExit()
    let killed = Date()
    let port = try second.servedPort()
    #expect(Date().timeIntervalSince(killed) < 5)
    #expect(try HTTPAnswer.get(port: port, "GET", "/-/healthy").status == 200)
    #expect(second.stop() == 0)
  }

  @Test(
    "serves what was put in the place of the store while it stood by, and ends where nothing was",
    .onlyOverFiles("a server's store is no file that could be put in another's place")
  )
  func replacedStore() throws {
    try program.run(["read", try program.report(1)])
    let copy = program.file("copy.sqlite")
    try program.run(["backup", copy])
    for isThere in [true, false] {
      let first = try ServiceProcess(program)
      let second = try ServiceProcess(program, waitingFor: "stands by")
      #expect(try program.run(["restore", copy]).errors.contains("a service runs over"))
      // As a restore leaves it that comes between the end of the one and the turn of the other.
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: program.store.path + suffix)
      }
      if isThere { try FileManager.default.copyItem(atPath: copy, toPath: program.store.path) }
      first.signal(SIGKILL)
      first.process.waitUntilExit()
      if isThere {
        let port = try second.servedPort()
        #expect(second.logged.contains("serves what was put in the place of the store while it stood by"))
        #expect(try HTTPAnswer.get(port: port, "GET", "/api/v1/articles").items.count == 1)
        #expect(second.stop() == 0)
      } else {
        second.process.waitUntilExit()
        #expect(second.process.terminationStatus == 1)
        #expect(second.logged.contains("was taken away while this service stood by"), "\(second.logged)")
      }
    }
  }

  @Test(
    "ends at once where it only stands by",
    .onlyOverFiles("services share a server")
  )
  func standbyStops() throws {
    let first = try ServiceProcess(program)
    let second = try ServiceProcess(program, waitingFor: "stands by")
    #expect(second.stop() == 0)
    #expect(first.stop() == 0)
  }

  @Test("tells its manager that it is ready, alive, reading its settings anew, and ending")
  func manager() throws {
    let socket = try NotifySocket(program.file("notify"))
    let settings = try program.file("tocsin.conf", holding: "log-level = warning\n")
    let service = try ServiceProcess(
      program,
      ["--log-level", "info"],
      adding: ["NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "200000", "TOCSIN_CONFIG": settings]
    )
    #expect(socket.wait(for: "READY=1")?.contains("STATUS=serves at http://127.0.0.1:") ?? false)
    #expect(socket.wait(for: "WATCHDOG=1") != nil)
    service.signal(SIGHUP)
    #expect(socket.wait(for: "RELOADING=1")?.contains("MONOTONIC_USEC=") ?? false)
    #expect(socket.wait(for: "READY=1") != nil)
    service.signal(SIGTERM)
    #expect(socket.wait(for: "STOPPING=1") != nil)
    service.process.waitUntilExit()
    #expect(service.process.terminationStatus == 0)
  }

  @Test("takes new settings at SIGHUP, and keeps the old ones where the new are none")
  func reload() throws {
    let pages = SamplePages()
    let settings = try program.file("tocsin.conf", holding: "log-level = info\n")
    let service = try ServiceProcess(program, adding: ["TOCSIN_CONFIG": settings])
    let page = ["url": pages.server.url("/harbour-post-mission.html")]
    let refused = try service.ask("POST", "/api/v1/articles", json: page)
    #expect(refused.status == 422)
    #expect(
      refused.json["detail"] as? String
        == "127.0.0.1 is refused: 127.0.0.1 is a loopback address; to allow it: --allow 127.0.0.0/8"
    )
    _ = try program.file("tocsin.conf", holding: "allow = 127.0.0.0/8\n")
    service.signal(SIGHUP)
    try service.waitForLog("has read its settings anew")
    #expect(try service.ask("POST", "/api/v1/articles", json: page).status == 201)
    // What watches may ask for is taken as well.
    let watch: [String: Any] = ["url": pages.server.url("/harbour-post-mission.html"), "name": "post"]
    #expect(try service.ask("POST", "/api/v1/watches", json: watch).status == 201)
    let deadline = Date() + 120
    var told = ""
    while !told.contains("\"last\":\"2"), Date() < deadline {
      usleep(50_000)
      told = try service.ask("GET", "/api/v1/watches").body
    }
    #expect(told.contains("no link to an article in it") || told.contains("\"well\":true"), "\(told)")
    _ = try program.file("tocsin.conf", holding: "allow = nonsense\n")
    service.signal(SIGHUP)
    let log = try service.waitForLog("keeps its settings")
    #expect(log.contains("line 1: nonsense is no network"))
    #expect(try service.ask("POST", "/api/v1/articles", json: page).status == 200)
  }

  @Test("writes its log as the journal takes it, or as JSON", arguments: ["journal", "json"])
  func log(form: String) throws {
    let service = try ServiceProcess(program, ["--log-format", form], waitingFor: "serves")
    #expect(service.stop() == 0)
    let first = try #require(service.logged.split(separator: "\n").first)
    if form == "journal" {
      #expect(first.hasPrefix("<5>serves at=http://"))
    } else {
      let object = try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: String]
      #expect(object?["message"] == "serves")
      #expect(object?["level"] == "notice")
    }
  }

  @Test("listens to others only once there is a token, and says what is wrong otherwise")
  func elsewhere() throws {
    let run = try program.run(["serve", "--listen", "0.0.0.0:0"])
    #expect(run.status == 2)
    #expect(
      run.errors
        == "tocsin: 0.0.0.0:0 can be reached by others, and nobody has a token yet: tocsin token add NAME makes one\n"
    )
    #expect(try program.run(["serve", "--listen", "nowhere"]).errors.contains("is no address to listen at"))
  }
}
