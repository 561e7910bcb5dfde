internal import Alerting
internal import ArgumentParser
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `retention`: how long what is no evidence of an alert is kept.
struct RetentionCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "Show or set how long old decisions, messages and the like are kept.",
    discussion: """
      retention messages 30d keeps what was sent word by word for 30 days; retention messages never drops none. Articles, \
      events, stories and alerts with all they rest on are always kept.
      """
  )

  @Argument("A kind, and a duration or never.", valueName: "kind 90d")
  var words: [String] = []

  static func takes(after words: [String]) -> [Completing] {
    [.words(words.isEmpty ? RetentionKind.allCases.map(\.rawValue) : ["never"])]
  }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let retention = Retention(store: store)
    guard !words.isEmpty else { return try show(retention, store, at: desk) }
    guard words.count == 2, let kind = RetentionKind(rawValue: words[0]) else {
      let kinds = RetentionKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(
        message: "write a kind and how long, such as: retention messages 30d; kinds are \(kinds)",
        exitStatus: .usage
      )
    }
    let before = try retention.days(of: kind).map { "\($0)d" } ?? "never"
    let remember = {
      try store.remember(
        UndoNote("retention \(kind.rawValue) \(words[1])", at: try desk.stamp()),
        .final("what was dropped since is gone; retention \(kind.rawValue) \(before) sets it as it was")
      )
    }
    guard words[1] != "never" else {
      try retention.setDays(nil, of: kind)
      try remember()
      return desk.output.print("\(kind.rawValue) are never dropped")
    }
    guard let days = TimeText.days(words[1], atMost: 3_653) else {
      throw CommandFailure(
        message: "“\(words[1])” is no duration of at most ten years: write 30d, 12w or never",
        exitStatus: .usage
      )
    }
    try retention.setDays(days, of: kind)
    try remember()
    desk.output.print("\(kind.rawValue) are kept for \(days)d")
  }

  private func show(_ retention: Retention, _ store: Store, at desk: Desk) throws {
    let sizes = try store.sizes()
    for kind in RetentionKind.allCases {
      let days = try retention.days(of: kind).map { "kept for \($0)d" } ?? "never dropped"
      desk.output.print(
        paragraph: "\(days), \(sizes.rows[kind] ?? 0) now: \(kind.meaning)",
        indent: SafeText(kind.rawValue).padded(to: 11),
        hanging: SafeText("").padded(to: 11)
      )
    }
  }
}

extension RetentionKind {
  /// What is dropped of it.
  fileprivate var meaning: String {
    switch self {
    case .decisions: "what rules made of articles without an alert coming of it"
    case .messages:
      "what was sent word by word, and all attempts but the last; that it was sent and what came of it stays"
    case .notices: "deliveries of tests, drills, signs of life and troubles of webhooks"
    case .threads: "what rules remember of stories that nobody tells any more"
    }
  }
}
