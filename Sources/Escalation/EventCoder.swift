package import Actors
package import EventCodes
import Language
package import Model
import Newsworthiness
package import Text

/// Codes the events of an article: who did what to whom, how severe, when, and whether really.
///
/// The stages, each a function from value to value: triggers by the lexicon, status by scope over the parse, sides by
/// frame, date, domain check, severity; then merging over the whole article and the verdict.
package struct EventCoder: Sendable {
  private let table: ActorTable
  private let codebook: Codebook
  private let judgement: Judgement?

  /// A coder that knows the actors of a table, which an analyst may have added to. The judgement decides; without one rules
  /// alone do, as for a language of which nothing was learned yet.
  package init(
    actors: ActorTable = .standard,
    codebook: Codebook = .standard,
    judgement: Judgement? = .english
  ) {
    table = actors
    self.codebook = codebook
    self.judgement = judgement
  }

  /// The events of an article, the main one first, with what was rejected and why.
  ///
  /// - Complexity: linear in the length of the text; only sentences that hold a trigger are parsed.
  package func code(_ article: AnalysedArticle) -> EventCoding {
    guard let lexicon = EventLexicon.of(article.body.language) else {
      return .notCoded("events are not coded for this language (\(article.body.language))")
    }
    return judgement.map { judged(article, lexicon, $0) } ?? ruled(article, lexicon)
  }

  /// By learned decisions over what rules, lexicon and parse propose.
  private func judged(
    _ article: AnalysedArticle,
    _ lexicon: EventLexicon,
    _ judgement: Judgement
  ) -> EventCoding {
    let character = judgement.newsworthiness.judge(article, withGrounds: true)
    let judge = ActJudge(judgement: judgement, character: character)
    let coders = coders(of: article, lexicon)
    let (readings, tally) = Self.readings(of: coders)
    var found = PartCoder.Found()
    for (coder, readings) in zip(coders, readings) { found.add(coder.code(readings, judge, tally)) }
    found.takeMain(character, by: judgement.main)
    let alarm = NewsAlarm(found.considered.map(\.act), character, judgement)
    if alarm.isSure { found.takeAlarm() }
    let told = MainEvent.first(Self.settled(found.acts, coders))
    let verdict = NewsVerdict(told, alarm, character, rejected: found.rejected)
    var coding = EventCoding(
      events: verdict.weighed(told).map(\.event),
      rejected: found.rejected,
      isEscalatory: verdict.isEscalatory,
      verdict: verdict.reason,
      character: character
    )
    coding.alarm = alarm.grounds
    return coding
  }

  /// By rules alone.
  private func ruled(_ article: AnalysedArticle, _ lexicon: EventLexicon) -> EventCoding {
    let coders = coders(of: article, lexicon)
    var found = PartCoder.Found()
    for coder in coders { found.add(coder.code()) }
    let acts = Self.settled(found.acts, coders)
    let verdict = EscalationVerdict(acts, rejected: found.rejected)
    return EventCoding(
      events: MainEvent.first(acts).map(\.event),
      rejected: found.rejected,
      isEscalatory: verdict.isEscalatory,
      verdict: verdict.reason
    )
  }

  /// The acts of an article merged, once the whole is looked at; those of its beginning that only say something, where it tells
  /// nothing else.
  private static func settled(_ acts: [CodedAct], _ coders: [PartCoder]) -> [CodedAct] {
    let acts = acts.isEmpty ? coders.flatMap { $0.codeResidual().acts } : acts
    // Merging may fill a side from elsewhere in the article, and make an act one against itself.
    return EventMerger().merge(ResidualActs.kept(acts)).filter { !$0.isAgainstItself }
  }

  /// All candidates of an article, as training sees them.
  package func survey(
    _ article: AnalysedArticle,
    _ character: ArticleCharacter,
    named: Bool = false
  ) -> [SurveyedAct] {
    guard let lexicon = EventLexicon.of(article.body.language) else { return [] }
    let coders = coders(of: article, lexicon)
    let (readings, tally) = Self.readings(of: coders)
    return zip(coders, readings).flatMap { $0.survey($1, character, tally, named: named) }
  }

  /// The readings of each part, and whom the rules put on which side over all of them.
  private static func readings(of coders: [PartCoder]) -> ([[PartCoder.Reading]], SideTally) {
    let readings = coders.map { $0.readings() }
    var tally = SideTally()
    for reading in readings.joined() { reading.coder.count(into: &tally) }
    return (readings, tally)
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
