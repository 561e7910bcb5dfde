internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `delete`: articles that are not wanted.
struct DeleteCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Show which articles would be deleted; --save deletes them.",
    discussion: """
      delete a5 a7
      delete --watch site-world --before 2026-01-01 --save

      Their events and summaries go with them, and stories go on without them. What an alert rests on stays as its evidence, \
      and is listed no more.
      """
  )

  @Argument("Articles.", valueName: "id")
  var articles: [RecordID] = []

  @Option("Those that came by this watch.", valueName: "name")
  var watch: String?

  @Option("Of a watch only those that came before: 90d, 2026-01-01.", valueName: "time")
  var before: String?

  @Flag("Delete them.")
  var save = false

  /// As many titles as one looks through.
  private static let shownMax = 20

  static func takes(after words: [String]) -> [Completing] { [.articles] }

  func validate() throws {
    for id in articles { try id.validate(.article) }
    if articles.isEmpty == (watch == nil) { throw ValidationError("Name articles, or --watch NAME.") }
    if let before {
      guard watch != nil else { throw ValidationError("--before belongs to --watch NAME.") }
      guard TimeText.past(before, before: .now) != nil else {
        throw ValidationError("\(TimePhrase.problem(before)).")
      }
    }
  }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let numbers: [Int64]
    if let watch {
      let moment = before.flatMap { TimeText.past($0, before: desk.now) }
      numbers = try store.articles.numbers(ofWatch: watch, before: moment)
      guard !numbers.isEmpty else {
        throw CommandFailure(message: "no article came by \(watch)\(before.map { " before \($0)" } ?? "")")
      }
    } else {
      numbers = try articles.map { id in
        // What cannot be read any more can still be deleted.
        do { return try store.existingArticle(id).id.number } catch StorageError.damaged { return id.number }
      }
    }
    let preview = try store.articles.removalPreview(of: numbers)
    try show(preview, store, desk)
    guard save else {
      return desk.output.print("nothing is deleted yet: the same with --save deletes")
    }
    let now = try desk.stamp()
    let done = try ArticleRemoval(store: store).run(preview, at: now)
    try store.remember(
      UndoNote(
        "delete \(articles.isEmpty ? "--watch \(watch ?? "")" : articles.map(\.description).joined(separator: " "))",
        at: now
      ),
      .final("what is deleted is not kept; read and import bring articles again")
    )
    desk.output.print(
      done.kept.isEmpty
        ? "\(articles(done.removed.count)) deleted"
        : "\(articles(done.removed.count)) deleted, \(String(done.kept.count)) kept as what alerts rest on"
    )
  }

  private func articles(_ count: Int) -> String {
    "\(StoryWording.count(count, "article")) \(count == 1 ? "is" : "are")"
  }

  private func show(_ preview: ArticleRemovalPreview, _ store: Store, _ desk: Desk) throws {
    for (verb, numbers) in [("deleted", preview.removed), ("kept as evidence", preview.kept)]
    where !numbers.isEmpty {
      desk.output.print("\(String(numbers.count)) would be \(verb):")
      for number in numbers.prefix(Self.shownMax) {
        let id = RecordID(.article, number)
        let title = try store.legibleArticle(id).map { $0.reading.article.title ?? "(no title)" }
        desk.output.print("  \(id, style: .cyan)  \(title ?? "(it cannot be read)")")
      }
      if numbers.count > Self.shownMax {
        desk.output.print("  and \(String(numbers.count - Self.shownMax)) more")
      }
    }
  }
}
