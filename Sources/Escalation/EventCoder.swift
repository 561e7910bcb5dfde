package import Actors
package import EventCodes
import Language
package import Model
package import Text

/// Codes the events of an article: who did what to whom, how severe, when, and whether really.
///
/// The stages, each a function from value to value: triggers by the lexicon, status by scope over the parse, sides by
/// frame, date, domain check, severity; then merging over the whole article and the verdict.
package struct EventCoder: Sendable {
  private let table: ActorTable
  private let codebook: Codebook

  /// A coder that knows the actors of a table, which an analyst may have added to.
  package init(actors: ActorTable = .standard, codebook: Codebook = .standard) {
    table = actors
    self.codebook = codebook
  }

  /// The events of an article, the main one first, with what was rejected and why.
  ///
  /// - Complexity: linear in the length of the text; only sentences that hold a trigger are parsed.
  package func code(_ article: AnalysedArticle) -> EventCoding {
    guard let lexicon = EventLexicon.of(article.body.language) else {
      return .notCoded("events are not coded for this language (\(article.body.language))")
    }
    var acts: [CodedAct] = []
    var rejected: [RejectedTrigger] = []
    let coders = coders(of: article, lexicon)
    for coder in coders {
      let found = coder.code()
      acts += found.acts
      rejected += found.rejected
    }
    if acts.isEmpty { acts = coders.flatMap { $0.codeResidual().acts } }
    let told = EventMerger().merge(ResidualActs.kept(acts))
    let verdict = EscalationVerdict(told, rejected: rejected)
    return EventCoding(
      events: MainEvent.first(told).map(\.event),
      rejected: rejected,
      isEscalatory: verdict.isEscalatory,
      verdict: verdict.reason
    )
  }

  /// A coder for each part of an article; none where no word of it heads a trigger.
  private func coders(of article: AnalysedArticle, _ lexicon: EventLexicon) -> [PartCoder] {
    let words = ArticleContext.words(of: article, lexicon)
    guard words.contains(where: \.words.holdsTriggers) else { return [] }
    let context = ArticleContext(article, words, table: table)
    return context.parts.map {
      PartCoder(part: $0, context: context, codebook: codebook, lexicon: lexicon)
    }
  }

  /// Whether events are coded for texts of a language, by its tag.
  package static func codes(_ language: String) -> Bool {
    EventLexicon.of(String(language.lowercased().prefix { $0 != "-" })) != nil
  }
}
