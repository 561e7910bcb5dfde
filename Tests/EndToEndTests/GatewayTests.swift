import Foundation
import TestSupport
import Testing

@Suite("The API")
struct GatewayTests {
  private let program: Binary

  init() throws { program = try Binary() }

  private func article(_ number: Int) -> [String: Any] {
    [
      "title": "Report \(number): mission suspended", "published": "2021-10-18",
      "text":
        "Russia suspended its mission to NATO on Monday, outlet \(number) says.\nLavrov announced the step in Moscow.",
    ]
  }

  @Test("documents what it serves, and serves what it documents")
  func document() throws {
    let service = try ServiceProcess(program)
    let document = try service.ask("GET", "/api/v1/openapi.json").json
    #expect(document["openapi"] as? String == "3.1.0")
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    #expect(paths.count >= 20)
    let schemas = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: Any])
    for (path, operations) in paths {
      let address = path.replacing("{id}", with: "x").replacing("{name}", with: "x").replacing(
        "{number}",
        with: "x"
      )
      for method in ["get", "post", "put", "delete", "patch"]
      where !(path.hasSuffix("stream") && method == "get") {
        let answer = try service.ask(method.uppercased(), address)
        let isServed = answer.status != 405 && !answer.body.contains("no-such-address")
        #expect(isServed == (operations[method] != nil), "\(method) \(path): \(answer.status)")
        if let operation = operations[method] as? [String: Any] {
          let answers = try #require(operation["responses"] as? [String: Any])
          #expect(answers["\(answer.status)"] != nil, "\(method) \(path): \(answer.status) is not documented")
        }
      }
    }
    let text = String(decoding: try JSONSerialization.data(withJSONObject: paths), as: UTF8.self)
    for part in text.replacing("\\/", with: "/").components(separatedBy: "#/components/schemas/").dropFirst()
    {
      let name = String(part.prefix { $0.isLetter })
      #expect(schemas[name] != nil, "\(name)")
    }
  }

  @Test("pages through a listing and misses nothing, and has answers that are known already left out")
  func paging() throws {
    let service = try ServiceProcess(program)
    for number in 1...5 {
      #expect(try service.ask("POST", "/api/v1/articles", json: article(number)).status == 201)
    }
    for listing in ["articles", "events", "stories"] {
      let all = try service.ask("GET", "/api/v1/\(listing)").items.compactMap { $0["id"] as? String }
      #expect(!all.isEmpty)
      var paged: [String] = []
      var cursor = ""
      while true {
        let page = try service.ask("GET", "/api/v1/\(listing)?limit=2\(cursor)")
        paged += page.items.compactMap { $0["id"] as? String }
        guard let next = page.json["next"] as? String else { break }
        cursor = "&cursor=\(next)"
      }
      #expect(paged == all, "\(listing)")
    }
    let first = try service.ask("GET", "/api/v1/articles/a1")
    let tag = try #require(first.headers["etag"])
    let again = try service.ask("GET", "/api/v1/articles/a1", headers: ["If-None-Match: \(tag)"])
    #expect(again.status == 304)
    #expect(again.body.isEmpty)
    #expect(try service.ask("HEAD", "/api/v1/articles/a1").headers["etag"] == tag)
  }

  @Test("documents that whatever has an entity tag may be answered by 304")
  func unchanged() throws {
    let service = try ServiceProcess(program)
    let paths = try #require(
      try service.ask("GET", "/api/v1/openapi.json").json["paths"] as? [String: [String: Any]]
    )
    for (path, operations) in paths where !path.contains("{") && !path.hasSuffix("stream") {
      guard let get = operations["get"] as? [String: Any], let answers = get["responses"] as? [String: Any]
      else {
        continue
      }
      let answer = try service.ask("GET", path, headers: ["If-None-Match: *"])
      #expect(answers["\(answer.status)"] != nil, "\(path): \(answer.status)")
    }
    #expect(try service.ask("GET", "/-/healthy", headers: ["If-None-Match: *"]).status == 304)
  }

  @Test("believes no date of publication that lies ahead")
  func datesAhead() throws {
    let service = try ServiceProcess(program)
    for (day, kept) in [("2021-10-18", "2021-10-18"), ("2021-10-19", "2021-10-19"), ("2021-10-25", nil)] {
      var one = article(1)
      (one["published"], one["url"]) = (day, "https://post.example/\(day)")
      let stored = try service.ask("POST", "/api/v1/articles", json: one).json["article"] as? [String: Any]
      #expect(stored?["published"] as? String == kept, "\(day)")
    }
    #expect(try program.run(["why", "a3"]).output.contains("a date in the future is not believed"))
  }

  @Test("counts the independent sources of an alert as the prompt does, and keeps what was said of it")
  func sources() throws {
    try program.run(["alert", "add", "mission", "when", "title contains mission"])
    let service = try ServiceProcess(program)
    for (place, host) in ["post.example", "post.example", "wire.example"].enumerated() {
      var one = article(place)
      one["url"] = "https://\(host)/\(place)"
      #expect(try service.ask("POST", "/api/v1/articles", json: one).status == 201)
    }
    let line = try #require(try service.ask("GET", "/api/v1/firings").items.first)
    let shown = try #require(try program.run(["alerts", "--format", "jsonl"]).objects().first)
    #expect(line["articles"] as? Int == 3)
    #expect(line["sources"] as? Int == shown["sources"] as? Int)
    let story = try #require(try service.ask("GET", "/api/v1/stories").items.first)
    let told = try #require(try program.run(["stories", "--format", "jsonl"]).objects().first)
    #expect(story["sources"] as? Int == told["sources"] as? Int)
    let path = "/api/v1/firings/f1/acknowledge"
    _ = try service.ask("POST", path, json: ["note": "on it"])
    let again = try service.ask("POST", path, json: [String: String]())
    #expect((again.json["acknowledgement"] as? [String: Any])?["note"] as? String == "on it")
    let typed = try program.run(["alert", "acknowledge", "f1"])
    #expect(typed.output.hasPrefix("f1 is acknowledged already, ") && typed.output.hasSuffix(": on it\n"))
    let replaced = try program.run(["alert", "acknowledge", "f1", "done"]).output
    #expect(replaced.hasPrefix("f1 is acknowledged: done\n  in the place of what was said "), "\(replaced)")
    #expect(replaced.hasSuffix(" by this machine: on it\n"), "\(replaced)")
  }

  @Test("adds a rule with the errors of the prompt, and takes what analysts do with alerts")
  func analyst() throws {
    let service = try ServiceProcess(program)
    let wrong = try service.ask(
      "POST",
      "/api/v1/rules",
      json: ["name": "watch", "when": "titel contains mission"]
    )
    #expect(wrong.status == 422)
    #expect(wrong.headers["content-type"] == "application/problem+json")
    #expect(wrong.json["detail"] as? String == "there is no field “titel”")
    #expect(
      wrong.json["place"] as? [String] == ["  titel contains mission", "  ^^^^^", "  did you mean title?"]
    )
    let right = ["name": "watch", "when": "title contains mission"]
    #expect(try service.ask("POST", "/api/v1/rules", json: right).status == 201)
    #expect(try service.ask("POST", "/api/v1/rules", json: right).status == 409)
    #expect(
      try service.ask("GET", "/api/v1/rules/WATCH").json["when"] as? String == "title contains \"mission\""
    )
    #expect(
      try service.ask("POST", "/api/v1/articles", json: article(1)).json["firings"] as? [String] == ["f1"]
    )
    let path = "/api/v1/firings/f1"
    let seen = try service.ask("POST", path + "/acknowledge", json: ["note": "on it"])
    #expect((seen.json["acknowledgement"] as? [String: Any])?["note"] as? String == "on it")
    #expect(try service.ask("GET", "/api/v1/firings?open=true").items.count == 1)
    #expect(try service.ask("POST", path + "/resolve").json["state"] as? String == "resolved")
    #expect(try service.ask("POST", path + "/resolve").status == 409)
    #expect(
      try service.ask("PUT", "/api/v1/marks/f1", json: ["verdict": "wrong", "note": "a drill"]).status == 204
    )
    #expect(try service.ask("PUT", "/api/v1/marks/f9", json: ["verdict": "wrong"]).status == 404)
    #expect(try program.run(["mark"]).output.contains("a drill"))
    let silence = try service.ask("POST", "/api/v1/silences", json: ["when": "rule is watch", "for": "4h"])
    #expect(silence.status == 201)
    #expect(try service.ask("DELETE", "/api/v1/silences/1").status == 204)
    #expect(try service.ask("DELETE", "/api/v1/silences/1").status == 404)
    let unknown = try service.ask("POST", "/api/v1/rules/check", json: ["when": "watch is nosuch"])
    #expect(unknown.json["notes"] as? [String] == ["there is no watch “nosuch”"])
    #expect(try service.ask("DELETE", "/api/v1/rules/watch").status == 204)
    // What was done over the API is taken back like what was typed, and guarded against what others do.
    let silenced = #"silence add when rule is "watch""#
    for what in ["alert remove watch", "silence end 1", silenced, "mark f1 wrong"] {
      let undone = try program.run(["--as", "this machine", "undo"]).output
      #expect(undone.hasPrefix("taken back: \(what)"), "\(undone)")
    }
    #expect(try service.ask("GET", "/api/v1/rules/watch").status == 200)
    try program.run(["--as", "ana", "mark", "f1", "right"])
    _ = try service.ask("PUT", "/api/v1/marks/f1", json: ["verdict": "wrong"])
    let guarded = try program.run(["--as", "ana", "undo"]).errors
    #expect(guarded.contains("this machine has changed the same since (mark f1 wrong)"), "\(guarded)")
    #expect(try service.ask("GET", "/-/healthy", token: "none").status == 200)
  }

  @Test("begins watches, asks for them, tells how they fare, and ends them")
  func watches() throws {
    let site = LoopbackServer { request in
      let link = "http://\(request["host"] ?? "")/report-1"
      guard request.target == "/feed.xml" else { return [.answer("404 Not Found")] }
      return [
        .answer(
          "200 OK",
          ["Content-Type: application/rss+xml"],
          "<rss version='2.0'><channel><title>The Post</title><item><guid>1</guid><link>\(link)</link></item></channel></rss>"
        )
      ]
    }
    let service = try ServiceProcess(program, ["--allow", "127.0.0.0/8"])
    var wish: [String: Any] = [
      "url": site.url("/feed.xml"), "name": "post", "tags": ["europe"], "every": "30s",
    ]
    let often = try service.ask("POST", "/api/v1/watches", json: wish)
    #expect(often.status == 422)
    #expect(
      often.json["detail"] as? String
        == "30s is too short: a watch is asked for between once a minute (1m) and once a week (7d)"
    )
    wish["every"] = "5m to 2h"
    let begun = try service.ask("POST", "/api/v1/watches", json: wish)
    #expect(begun.status == 201)
    #expect(begun.json["every_min"] as? Double == 300 && begun.json["every_max"] as? Double == 7_200)
    let again = try service.ask("POST", "/api/v1/watches", json: wish)
    #expect(again.status == 409)
    #expect(again.json["detail"] as? String == "post watches that address already")
    let deadline = Date() + 20
    var listed = ""
    while !listed.contains("The Post"), Date() < deadline {
      usleep(100_000)
      listed = try service.ask("GET", "/api/v1/watches").body
    }
    #expect(listed.contains("\"well\":true") && listed.contains("\"tags\":[\"europe\"]"))
    #expect(try service.ask("GET", "/").body.contains("The Post"))
    #expect(try service.ask("GET", "/metrics").body.contains("tocsin_watch_up{watch=\"post\"} 1\n"))
    #expect(try service.ask("DELETE", "/api/v1/watches/POST").status == 204)
    #expect(try service.ask("DELETE", "/api/v1/watches/post").status == 404)
  }

  /// What is asked, and the status and name of the problem that it is answered with.
  private static let refusals: [(method: String, path: String, body: String, status: Int, problem: String)] =
    [
      ("GET", "/api/v1/articles?limit=0", "", 400, "parameter"),
      ("GET", "/api/v1/articles?limits=5", "", 400, "parameter"),
      ("GET", "/api/v1/articles?limit=5&limit=6", "", 400, "parameter"),
      ("GET", "/api/v1/articles?cursor=x", "", 400, "parameter"),
      ("GET", "/api/v1/articles?site=%FF", "", 400, "query"),
      ("GET", "/api/v1/articles/a999", "", 404, "not-there"),
      ("GET", "/api/v1/articles/e5", "", 404, "not-there"),
      ("GET", "/nowhere", "", 404, "no-such-address"), ("POST", "/api/v1/articles", "{", 400, "json"),
      ("POST", "/api/v1/articles", "{}", 422, "nothing"),
      ("POST", "/api/v1/articles", "{\"body\": \"x\"}", 400, "body"),
      ("POST", "/api/v1/articles", "{\"url\": 5}", 400, "body"),
      ("POST", "/api/v1/articles", "{\"url\": \"ftp://example.org/\"}", 422, "address"),
      ("POST", "/api/v1/rules", "", 400, "body"),
    ]

  @Test("refuses what it does not understand, by name")
  func refusals() throws {
    let service = try ServiceProcess(program)
    for (method, path, body, status, problem) in Self.refusals {
      let answer = try HTTPAnswer.get(
        port: service.port,
        method,
        path,
        headers: ["Content-Type: application/json"],
        body: Array(body.utf8)
      )
      #expect(answer.status == status, "\(method) \(path) \(body)")
      #expect(answer.json["type"] as? String == "urn:tocsin:problem:\(problem)", "\(method) \(path) \(body)")
      #expect(answer.headers["content-type"] == "application/problem+json")
    }
  }

  @Test("refuses other kinds of content, other methods, other hosts, other sites and too much")
  func limits() throws {
    let service = try ServiceProcess(program)
    let post = { (headers: [String], body: [UInt8]) in
      try HTTPAnswer.get(port: service.port, "POST", "/api/v1/articles", headers: headers, body: body)
    }
    #expect(try post(["Content-Type: text/plain"], Array("{}".utf8)).status == 415)
    #expect(
      try post(["Content-Type: application/json", "Host: evil.example"], Array("{}".utf8)).status == 421
    )
    #expect(
      try post(["Content-Type: application/json", "Origin: http://evil.example"], Array("{}".utf8)).status
        == 403
    )
    let large = Array("{\"text\": \"\(String(repeating: "x", count: 5 << 20))\"}".utf8)
    #expect(try post(["Content-Type: application/json"], large).status == 413)
    let patch = try service.ask("PATCH", "/api/v1/rules")
    #expect(patch.status == 405)
    #expect(patch.headers["allow"] == "GET, POST, HEAD" || patch.headers["allow"] == "POST, GET, HEAD")
    // A head that has no end is not waited for.
    let connection = try ClientConnection(port: service.port, patienceSeconds: 2)
    connection.send(Array("GET / HTTP/1.1\r\nX: \(String(repeating: "x", count: 64 << 10))".utf8))
    #expect(!String(decoding: connection.readToEnd(), as: UTF8.self).contains("200 OK"))
    // What is no request is met by the server library, as the documentation says.
    let broken = try ClientConnection(port: service.port, patienceSeconds: 5)
    broken.send(Array("GET / HTTP/1.1\r\nHost 127.0.0.1\r\n\r\n".utf8))
    let bare = String(decoding: broken.readToEnd(), as: UTF8.self).lowercased()
    #expect(bare.hasPrefix("http/1.1 400 bad request\r\n") && bare.hasSuffix("\r\n\r\n"), "\(bare)")
    #expect(bare.contains("content-length: 0"))
    #expect(try service.ask("GET", "/-/healthy").status == 200)
  }

  @Test("has metrics that Prometheus reads and that count what happened")
  func metrics() throws {
    let service = try ServiceProcess(program)
    _ = try service.ask("POST", "/api/v1/articles", json: article(1))
    let text = try service.ask("GET", "/metrics").body
    #expect(text.contains("\ntocsin_articles 1\n"))
    #expect(
      text.contains(
        "tocsin_http_requests_total{method=\"POST\",route=\"/api/v1/articles\",status=\"201\"} 1\n"
      )
    )
    let open = try service.ask("GET", "/metrics", headers: ["Accept: application/openmetrics-text"])
    #expect(open.body.hasSuffix("# EOF\n"))
    #expect(open.headers["content-type"]?.hasPrefix("application/openmetrics-text") ?? false)
    let documented = try String(
      contentsOf: Binary.repository.appendingPathComponent("Documentation/service.md"),
      encoding: .utf8
    )
    for line in text.split(separator: "\n") where line.hasPrefix("# TYPE ") {
      #expect(documented.contains("`\(line.split(separator: " ")[2])`"), "\(line)")
    }
    if let promtool = Tools.path(of: "promtool") {
      let run = try Tools.run(promtool, ["check", "metrics"], input: program.file("metrics", holding: text))
      #expect(run.status == 0, "\(run.output)")
    }
  }
}
