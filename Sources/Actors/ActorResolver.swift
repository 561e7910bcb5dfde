package import Text

/// The actors of an article, names and what stands for names, with the place that it is about.
package struct ResolvedActors: Sendable {
  /// The mentions of the title in order; empty without a title.
  package var title: [ActorMention]
  /// The mentions of the text in order.
  package var body: [ActorMention]
  /// The country where the article's events happen, by dateline or by the places named first; nil where none is.
  package var place: String?
  /// How the place was found, such as `dateline BAGHDAD`; empty without one.
  package var placeRule: String
}

/// Resolves who is meant in an article: names by the table, and by what was said before in the same article the
/// pronouns, definite descriptions and roles without a side.
///
/// Without parse: rules over the order of mentions, after the centering idea that the first mention of a sentence is
/// what the next speaks of (Grosz, Joshi and Weinstein 1995). Each resolved mention carries the rule that gave its name.
package struct ActorResolver: Sendable {
  /// Who there is.
  package let table: ActorTable

  /// A resolver over a table, which may hold an analyst's own definitions.
  package init(_ table: ActorTable = .standard) { self.table = table }

  /// Resolves an article.
  /// - Complexity: linear in the length of the article.
  package func resolve(_ article: AnalysedArticle) -> ResolvedActors {
    var body = MentionScan(table, article.body, article.published)
    body.run()
    var title = article.title.map { MentionScan(table, $0, article.published) }
    title?.run()
    let persons = body.bindings + (title?.bindings ?? [])
    body.addSurnames(persons)
    title?.addSurnames(persons)
    let place = ArticlePlace(article.body, body.mentions, title: title?.mentions ?? [], table)
    body.preferNamesakes(at: place.country)
    title?.preferNamesakes(at: place.country)
    // The title is understood with the text, which says in full what the title cuts short.
    var references = ReferencePass(
      table,
      article.body,
      body.mentions,
      place: place.country,
      earlier: Discourse()
    )
    references.run()
    let titleMentions = article.title.map { document in
      var pass = ReferencePass(
        table,
        document,
        title?.mentions ?? [],
        place: place.country,
        earlier: references.discourse
      )
      pass.run()
      return pass.mentions
    }
    return ResolvedActors(
      title: titleMentions ?? [],
      body: references.mentions,
      place: place.country,
      placeRule: place.rule
    )
  }
}
