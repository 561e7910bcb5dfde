import Console
import Testing

/// No list ends silently: what it does not show is said below it, and on standard error where a program reads it.
@Suite("Ends of lists")
struct ListEndTests {
  private let desk: CaughtDesk

  init() throws { desk = try CaughtDesk() }

  private func fill() async {
    _ = await desk.run("alert", "add", "watch", "when", "severity at least 1")
    await desk.readSamples()
    for command in [
      "webhook add ops https://ops.example/in --format slack", "token add reader", "mark e1 wrong a slip",
      "mark e2 right", "silence add for 4h when rule is watch", "silence add for 5h when rule is watch",
    ] {
      let run = await desk.run("-c", command)
      #expect(run.status == .done, "\(command): \(run.errors)")
    }
  }

  @Test("below a table on a screen stands how many rows there are")
  func counts() async {
    await fill()
    for (command, end) in [
      ("articles --limit 1", "1 of 3 articles: --limit 3 shows all"), ("articles", "3 articles"),
      ("mark", "2 verdicts"), ("mark --limit 1", "1 of 2 verdicts: --limit 2 shows all"),
      ("audit --limit 1", "1 of 7 changes: --limit 7 shows all"), ("alert list", "1 rule"),
      ("webhook list", "1 webhook"), ("token list", "1 token"), ("silence list", "2 silences"),
      ("codes 16", "14 codes"), ("alerts", "1 alert"), ("config show", " settings"),
      ("alerts --held --limit 1", " report"),
    ] {
      let run = await desk.run("-c", command)
      let last = run.output.split(separator: "\n").last.map(String.init) ?? ""
      #expect(last.contains(end), "\(command): \(last)")
      #expect(run.errors.isEmpty)
    }
  }

  @Test(
    "in a pipe and in every form for programs it stands on standard error, where something is left out",
    arguments: ["", "--format csv", "--format json", "--format jsonl"]
  )
  func pipes(form: String) async {
    await fill()
    let command = form.isEmpty ? [] : form.split(separator: " ").map(String.init)
    let cut = await desk.run(["articles", "--limit", "1"] + command, columns: nil)
    #expect(cut.errors == "note: 1 of 3 articles: --limit 3 shows all\n")
    #expect(!cut.output.contains("shows all"))
    let whole = await desk.run(["articles"] + command, columns: nil)
    #expect(whole.errors.isEmpty)
  }

  @Test("a hint at the rest is followed where it is shown")
  func hints() async {
    await fill()
    let condition = ["when", "severity at least 0"]
    let check = await desk.run(["alert", "check", "--limit", "1"] + condition).output
    let hint = check.firstMatch(of: /1 of (\d+) reports: alert check --limit (\d+) when … shows all/)
    #expect(hint != nil, "\(check)")
    let all = hint.map { String($0.2) } ?? "0"
    #expect(await !desk.run(["alert", "check", "--limit", all] + condition).output.contains("shows all"))
    let named = await desk.run("alert", "check", "watch", "--limit", "1").output
    #expect(named.contains("alert check watch --limit"))
    let trial = await desk.run(["alert", "backtest", "over", "30d", "--limit", "1"] + condition).output
    if trial.contains("shows all") { #expect(trial.contains("alert backtest --limit")) }
  }

  @Test("check and backtest tell what came of a condition in the same words")
  func trials() async {
    await fill()
    for condition in [
      "severity at least 4", "either is Russia and status is background", "severity at least 1",
    ] {
      let check = await desk.run(["alert", "check", "when", condition], columns: 400).output
      let trial = await desk.run(
        ["alert", "backtest", "over", "30d", "when", condition],
        columns: 400
      ).output
      let outcome = { (text: String) in text.firstMatch(of: /it would have fired [^\n]*/).map { String($0.0) }
      }
      #expect(outcome(check) != nil && outcome(check) == outcome(trial), "\(check)\n\(trial)")
    }
    let held = await desk.run("alert", "check", "when", "title contains Crimea").output
    #expect(held.contains("the condition holds in 1 of the newest 3 articles"), "\(held)")
  }
}
