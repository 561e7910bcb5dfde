internal import EventCodes
internal import Model
internal import Patterns

/// What was there, in words, beside what was asked for.
extension TestSubject {
  /// The value that was compared.
  func found(in context: EvaluationContext) throws -> String {
    let article = context.article
    if !article.tells(self) { return "not coded" }
    switch self {
    case .number(let field, _, _):
      if let value = field.value(context) { return written(value, as: field) }
      return field == .severity || field == .goldstein ? "no event" : "no story"
    case .duration(let field, _, _):
      guard let seconds = field.seconds(article) else { return field == .age ? "no date" : "no story" }
      return TimeText.words(seconds: Int(seconds / 60) * 60)
    case .moment(let field, _, _): return field.day(article)?.description ?? "no date"
    case .place: return article.place() ?? "no place"
    case .genre: return article.character?.genre.rawValue ?? "not coded"
    case .domain: return article.character?.domain.rawValue ?? "not coded"
    case .name(let field, _): return found(field, context)
    case .words(let field, let phrases):
      let there = phrases.filter { article.contains($0, in: field, of: context.event) }
      return there.isEmpty ? "not in the \(field.rawValue)" : there.joined(separator: ", ")
    case .pattern(let field, let pattern):
      return found(pattern, in: article.text(of: field, context.event), field)
    case .series(let test): return try test.value(context).map(NumberWords.of) ?? "nobody is named"
    case .code, .category, .status, .side, .dyad: return context.event.map(found) ?? "no event"
    }
  }

  private func found(in event: Event) -> String {
    switch self {
    case .code: event.code.words
    case .category: event.category?.rawValue.lowercased() ?? "none"
    case .status: event.status.rawValue
    default: "\(event.actor.shown) -> \(event.target.shown)"
    }
  }

  private func found(_ field: NameField, _ context: EvaluationContext) -> String {
    let article = context.article.original
    let (tags, watches) = (context.article.tags, context.article.watches)
    return switch field {
    case .source: article.site ?? article.domain ?? "no outlet"
    case .site: article.site ?? "no name"
    case .language: article.language ?? "unknown"
    case .tag: tags.isEmpty ? "no tag" : tags.joined(separator: ", ")
    case .watch: watches.isEmpty ? "no watch" : watches.joined(separator: ", ")
    case .rule: context.rule ?? "no rule"
    }
  }

  private func found(_ pattern: Pattern, in text: String, _ field: TextField) -> String {
    switch pattern.search(text) {
    case .found(let range):
      String(decoding: Array(text.utf8)[range].prefix(Self.excerptBytesMax), as: UTF8.self)
    case .notFound: "not in the \(field.rawValue)"
    case .givenUp: "the search took too many steps"
    }
  }

  private static let excerptBytesMax = 80

  /// Scores have one decimal, counts none.
  private func written(_ value: Double, as field: NumberField) -> String {
    switch field {
    case .severity, .goldstein, .articleSeverity: "\(value)"
    case .storySources, .storyArticles, .storyGrowth: NumberWords.of(value)
    }
  }
}
