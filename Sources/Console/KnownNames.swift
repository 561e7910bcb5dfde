internal import Alerting
internal import Foundation
internal import Model
internal import Storage

/// Names that a command is given, held against what there is: one that is mistyped is said, and not answered by nothing.
struct KnownNames {
  let store: Store

  /// Refuses what listed nothing because no such outlet, tag, watch or rule is there.
  ///
  /// - Throws: `CommandFailure` with the nearest name.
  func check(outlet: String? = nil, tag: String? = nil, watch: String? = nil, rule: String? = nil) throws {
    for problem in try [
      outlet.flatMap(self.outlet), tag.flatMap(self.tag), watch.flatMap(self.watch), rule.flatMap(self.rule),
    ] { if let problem { throw CommandFailure(message: problem, exitStatus: .usage) } }
  }

  /// What a condition names and nobody has: it may come, and it may be a slip.
  ///
  /// - Throws: `StorageError`.
  func notes(on condition: Condition) throws -> [String] {
    try condition.tests.flatMap { test -> [String] in
      guard case .name(let field, let names) = test.subject else { return [] }
      return try names.compactMap { name in
        switch field {
        case .source, .site: try outlet(name)
        case .tag: try tag(name)
        case .watch: try watch(name)
        case .rule: try rule(name)
        case .language: Self.language(name)
        }
      }
    }
  }

  private static let outletsMax = 200

  private func outlet(_ name: String) throws -> String? {
    guard try !store.articles.hasOutlet(name) else { return nil }
    return Self.words(
      "no stored article is of",
      name,
      among: try store.articles.outlets(limit: Self.outletsMax)
    )
  }

  private func tag(_ name: String) throws -> String? {
    var query = ArticleQuery()
    (query.tag, query.limit) = (name, 1)
    let tags = Set(try store.watches.all().flatMap(\.tags))
    guard !tags.contains(where: { Self.isSame($0, name) }), try store.articles.lines(query).isEmpty else {
      return nil
    }
    return Self.words("no watch has the tag", name, among: tags.sorted())
  }

  private func watch(_ name: String) throws -> String? {
    var query = ArticleQuery()
    (query.watch, query.limit) = (name, 1)
    let names = try store.watches.all().map(\.name)
    guard !names.contains(where: { Self.isSame($0, name) }), try store.articles.lines(query).isEmpty else {
      return nil
    }
    return Self.words("there is no watch", name, among: names)
  }

  /// A rule that was removed is known by what it fired.
  private func rule(_ name: String) throws -> String? {
    var query = FiringQuery()
    (query.rule, query.limit) = (name, 1)
    let names = try store.alerts.ruleTexts().map(\.name)
    guard !names.contains(where: { Self.isSame($0, name) }), try store.alerts.firings(query).isEmpty else {
      return nil
    }
    return Self.words("there is no rule", name, among: names)
  }

  /// By the first part of a language tag.
  private static func language(_ tag: String) -> String? {
    let code = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    guard !Locale.LanguageCode(code).isISOLanguage || code.count > 3 else { return nil }
    return "“\(tag)” is no language: write a tag such as en or zh"
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.lowercased() == right.lowercased()
  }

  private static func words(_ problem: String, _ name: String, among known: [String]) -> String {
    let near = Suggestion.nearest(to: name, among: known)
    return "\(problem) “\(name)”\(near.map { "; did you mean \($0)?" } ?? "")"
  }
}
