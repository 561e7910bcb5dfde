import Foundation
import StoreSupport
import TestSupport
import Testing

@Suite("Tokens and the board")
struct BoardTests {
  private let program: Binary

  init() throws { program = try Binary() }

  private func token(_ arguments: [String]) throws -> String {
    let run = try program.run(["token", "add"] + arguments)
    #expect(run.status == 0, "\(run.errors)")
    return run.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test("let in whom they were made for, as far as they go, until they are revoked or have ended")
  func tokens() throws {
    let service = try ServiceProcess(program)
    #expect(try service.ask("GET", "/api/v1/rules").status == 200)
    let reader = try token(["reader"])
    let writer = try token(["writer", "--scope", "write", "--for", "30d"])
    let rule = ["name": "watch", "when": "severity at least 4"]
    #expect(try service.ask("GET", "/api/v1/rules").status == 401)
    #expect(try service.ask("GET", "/metrics").status == 401)
    #expect(try service.ask("GET", "/-/healthy").status == 200)
    #expect(try service.ask("GET", "/api/v1/rules", token: reader).status == 200)
    #expect(try service.ask("POST", "/api/v1/rules", token: reader, json: rule).status == 403)
    #expect(try service.ask("POST", "/api/v1/rules", token: writer, json: rule).status == 201)
    let other = String(writer.dropLast()) + (writer.hasSuffix("A") ? "Q" : "A")
    for wrong in [other, "tocsin_1_x", "tocsin_9999_" + writer.suffix(43), "x"] {
      #expect(try service.ask("GET", "/api/v1/rules", token: wrong).status == 401)
    }
    #expect(try program.run(["token", "add", "reader"]).status == 1)
    let list = try program.run(["token", "list", "--format", "jsonl"])
    #expect(try list.objects().compactMap { $0["state"] as? String } == ["good", "good"])
    let secret = String(reader.suffix(43))
    #expect(!list.output.contains(secret))
    #expect(try !program.store.holds(secret))
    #expect(try program.store.holds("writer"))
    #expect(!service.logged.contains(secret))
    try program.run(["token", "revoke", "reader"])
    #expect(try service.ask("GET", "/api/v1/rules", token: reader).status == 401)
    try program.store.execute("UPDATE access_token SET expires_at = 1")
    #expect(try service.ask("GET", "/api/v1/rules", token: writer).status == 401)
    // Who once asked for tokens never does without again.
    try program.run(["token", "revoke", "writer"])
    #expect(try service.ask("GET", "/api/v1/rules").status == 401)
  }

  /// A store with an alert that is open, and one whose headline would be markup.
  private func fill() throws {
    try program.run(["alert", "add", "watch", "when", "severity at least 4 fresh any"])
    for page in ["harbour-post-mission", "meridian-mission", "almanac-crimea"] {
      try program.run(["read", "Samples/pages/\(page).html", "--url", "https://\(page).example/report"])
    }
    let text = "Iran seized a tanker of Greece in the strait on Monday, killing two sailors, officials said."
    try program.run([
      "read", "--published", "2021-10-18", "--title", "<script>alert(1)</script> tanker seized",
      try program.file("tanker.txt", holding: text),
    ])
  }

  @Test("show what is open and why, and nothing of a page as markup")
  func pages() throws {
    try fill()
    let service = try ServiceProcess(program)
    let board = try service.ask("GET", "/")
    #expect(board.status == 200)
    #expect(board.headers["content-type"] == "text/html; charset=utf-8")
    #expect(board.headers["content-security-policy"]?.contains("script-src 'self'") ?? false)
    #expect(board.body.contains("Russia shuts its NATO mission after expulsion of eight envoys"))
    #expect(board.body.contains("severity at least 4: 6.8"))
    #expect(board.body.contains("&lt;script&gt;alert(1)&lt;/script&gt; tanker seized"))
    #expect(!board.body.contains("<script>alert"))
    #expect(board.body.contains("<svg class=\"chart\" role=\"img\""))
    #expect(!board.body.contains("http://www.") && !board.body.contains("https://"))
    for path in ["/firings/f1", "/stories/s1", "/articles/a1", "/board.css", "/board.js", "/board.svg"] {
      #expect(try service.ask("GET", path).status == 200, "\(path)")
    }
    #expect(try service.ask("GET", "/firings/f1").body.contains("Nobody was told"))
    // A text of one's own has no page that could be linked to.
    #expect(try service.ask("GET", "/articles/a1").body.contains(">the page</a>"))
    #expect(try !service.ask("GET", "/articles/a4").body.contains(">the page</a>"))
    #expect(try service.ask("GET", "/stories/s1").body.contains("from 2 independent sources"))
    let missing = try service.ask("GET", "/stories/s99")
    #expect(missing.status == 404)
    #expect(missing.headers["content-type"] == "text/html; charset=utf-8")
  }

  @Test("take a token once, and then an acknowledgement, from their own pages alone")
  func signingIn() throws {
    try fill()
    let token = try token(["me", "--scope", "write"])
    let service = try ServiceProcess(program)
    let form = { (path: String, fields: String, headers: [String]) in
      try HTTPAnswer.get(
        port: service.port,
        "POST",
        path,
        headers: ["Content-Type: application/x-www-form-urlencoded"] + headers,
        body: Array(fields.utf8)
      )
    }
    let stranger = try service.ask("GET", "/")
    #expect(stranger.status == 303)
    #expect(stranger.headers["location"] == "/sign-in")
    #expect(try form("/sign-in", "token=nonsense", []).status == 401)
    let entry = try form("/sign-in", "token=\(token)", [])
    #expect(entry.status == 303)
    let cookie = try #require(entry.headers["set-cookie"])
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
    let session = "Cookie: \(cookie.split(separator: ";")[0])"
    let own = "Origin: http://127.0.0.1:\(service.port)"
    #expect(try service.ask("GET", "/", headers: [session]).body.contains("Sign out"))
    #expect(
      try form("/firings/f1/act", "act=acknowledge", [session, "Origin: http://evil.example"]).status == 403
    )
    #expect(try form("/firings/f1/act", "act=acknowledge", [session]).status == 403)
    #expect(
      try form("/firings/f1/act", "act=acknowledge", [session, own, "Sec-Fetch-Site: cross-site"]).status
        == 403
    )
    #expect(try form("/firings/f1/act", "act=acknowledge&note=on+it", [session, own]).status == 303)
    #expect(try program.run(["alerts"]).output.contains("acknowledged"))
    #expect(try form("/firings/f1/act", "act=dance", [session, own]).status == 400)
    let exit = try form("/sign-out", "", [session, own])
    #expect(exit.headers["set-cookie"]?.contains("Max-Age=0") ?? false)
  }

  private static let python = Binary.repository.appendingPathComponent(".venv/bin/python").path
  private static let hasBrowser = Tools.path(of: "chromium") != nil

  @Test("read, work and stand without fault in a browser, at 390 and 1280 pixels", .enabled(if: hasBrowser))
  func browser() throws {
    try fill()
    let token = try token(["me", "--scope", "write"])
    let service = try ServiceProcess(program)
    let script = Binary.repository.appendingPathComponent("Scripts/board-check.py").path
    let secret = try program.file("token", holding: token)
    let run = try Tools.run(Self.python, [script, "http://127.0.0.1:\(service.port)", secret])
    #expect(run.status == 0, "\(run.output)")
    #expect(try program.run(["alerts", "--format", "jsonl"]).output.contains("acknowledged"))
  }

  @Test("become a report that stands by itself, as a page and as Markdown")
  func reports() throws {
    try fill()
    let page = program.file("report.html")
    let subjects = [["s1"], ["Russia", "NATO", "over", "90d"], ["NATO"], ["grain", "deal"], ["mission"]]
    for subject in subjects {
      let run = try program.run(["report"] + subject + ["--html", page])
      guard subject != ["grain", "deal"] else {
        #expect(run.status == 1)
        #expect(run.errors == "tocsin: nothing is stored on grain deal\n")
        continue
      }
      #expect(run.status == 0, "\(subject): \(run.errors)")
      let html = try String(contentsOfFile: page, encoding: .utf8)
      #expect(html.contains("default-src 'none'") && html.contains("<svg class=\"chart\""), "\(subject)")
      #expect(!html.contains("<link") && !html.contains("<script") && !html.contains("src="), "\(subject)")
      #expect(html.contains("Russia shuts its NATO mission after expulsion of eight envoys"), "\(subject)")
    }
    let markdown = try program.run(["report", "s1", "--markdown", "-"]).output
    #expect(markdown.hasPrefix("# "))
    #expect(markdown.contains("## Events") && markdown.contains("## Sources"))
    #expect(
      markdown.contains("| 6.8 | 2021-10-18 | Russia → NATO: expels or withdraws diplomats | realised |")
    )
  }
}

@Suite("The settings file")
struct SettingsFileTests {
  private let program: Binary

  init() throws { program = try Binary() }

  @Test("is checked line by line")
  func check() throws {
    let wrong = try program.file(
      "wrong.conf",
      holding:
        "# ours\nlog-level = loud\nlisten = nowhere\nallow = 10.0.0.0/8, x\nlogs = stderr\nlog-level = info\nnonsense\n"
    )
    let run = try program.run(["config", "check", wrong])
    #expect(run.status == 2)
    let lines = run.errors.split(separator: "\n").map { String($0.dropFirst(wrong.count)) }
    #expect(lines.map { $0.prefix(3) } == [":2:", ":3:", ":4:", ":5:", ":6:", ":7:"])
    #expect(
      lines.first == ":2: loud is no level of a log: trace, debug, info, notice, warning, error, critical are"
    )
    #expect(lines[2] == ":4: x is no network: write it as 127.0.0.0/8")
    #expect(lines[3] == ":5: there is no setting “logs”; did you mean log?")
    #expect(lines[4] == ":6: log-level stands in line 2 already")
    #expect(try program.run(["status", "--config", wrong]).errors.hasPrefix("tocsin: \(wrong), line 5: "))
    let right = try program.file("right.conf", holding: "log-level = debug\nallow = 127.0.0.0/8\n")
    #expect(try program.run(["config", "check", right]).output == "\(right) is well: 2 settings\n")
    let foreign = try program.file(
      "foreign.conf",
      holding: "\u{FEFF}log-level = debug\r\nlisten = nowhere\r\n"
    )
    #expect(try program.run(["config", "check", foreign]).errors.hasPrefix("\(foreign):2: "))
  }

  @Test("is held against the files and folders that it names, and who else may read or change them")
  func places() throws {
    let pem = try program.file("roots.pem", holding: "-----BEGIN CERTIFICATE-----\n")
    let store = try program.file("store.sqlite", holding: "")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: store)
    let wrong = try program.file(
      "wrong.conf",
      holding: """
        certificates = \(program.home)/none.pem
        log = \(program.home)/none/tocsin.log
        publishers = \(program.home)
        database = \(store)
        """
    )
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: wrong)
    let run = try program.run(["config", "check", wrong])
    #expect(run.status == 2)
    #expect(
      run.errors.split(separator: "\n").map(String.init) == [
        "\(wrong):1: there is no file \(program.home)/none.pem",
        "\(wrong):2: there is no folder \(program.home)/none",
        "\(wrong):3: \(program.home) is a folder",
        "\(wrong):4: \(store) can be read by others, keys of webhooks included: chmod 600 \(store)",
        "\(wrong): others may change it: chmod go-w \(wrong)",
      ]
    )
    let right = try program.file(
      "right.conf",
      holding:
        "certificates = \(pem)\nlog = \(program.home)/tocsin.log\ndatabase = \(program.home)/new/t.sqlite\n"
    )
    #expect(try program.run(["config", "check", right]).output == "\(right) is well: 3 settings\n")
    var other = program
    other.environment["TOCSIN_CERTIFICATES"] = program.file("list.txt")
    let elsewhere = try other.run(["config", "check"])
    #expect(elsewhere.status == 2)
    #expect(
      elsewhere.errors.hasPrefix("certificates (the environment, TOCSIN_CERTIFICATES): there is no file")
    )
    let text = try program.file("notes.pem", holding: "notes")
    other.environment["TOCSIN_CERTIFICATES"] = text
    #expect(try other.run(["config", "check"]).errors.contains("\(text) holds no certificate in PEM"))
  }

  @Test("yields to the environment, and that to options, and it is shown which said what")
  func provenance() throws {
    var program = program
    let file = try program.file(
      "tocsin.conf",
      holding: "log-level = debug\nlisten = 127.0.0.1:9000\nallow = 10.0.0.0/8\n"
    )
    program.environment["TOCSIN_CONFIG"] = file
    program.environment["TOCSIN_LISTEN"] = "127.0.0.1:9100"
    let rows = try program.run(["--allow", "127.0.0.0/8", "config", "show", "--format", "jsonl"]).objects()
    let found = Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (row["setting"] as? String ?? "", [row["value"] as? String ?? "", row["origin"] as? String ?? ""])
      }
    )
    #expect(found["log-level"] == ["debug", "\(file), line 1"])
    #expect(found["listen"] == ["127.0.0.1:9100", "the environment, TOCSIN_LISTEN"])
    #expect(found["allow"] == ["127.0.0.0/8", "the option --allow"])
    let origin =
      program.environment["TOCSIN_DATABASE"] == nil ? "usual" : "the environment, TOCSIN_DATABASE"
    #expect(found["database"] == [program.store.path, origin])
    #expect(found["host-gap"] == ["0", "the environment, TOCSIN_HOST_GAP"])
    #expect(found["host-requests"] == ["2", "usual"])
    #expect(found["feed-seconds"] == ["600", "usual"])
    #expect(found["robots"] == ["watches", "usual"])
    #expect(found["publishers"] == [program.home + "/.config/tocsin/publishers.tsv", "usual"])
    #expect(found["as"]?.last == "usual" && found["as"]?.first?.isEmpty == false)
    #expect(found["log"] == ["", "usual"])
  }
}
