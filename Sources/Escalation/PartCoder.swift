import Actors
import EventCodes
import Language
import LinearModels
import Model
import Text

/// Codes the sentences of one part of an article.
struct PartCoder: Sendable {
  private let part: ArticleContext.Part
  private let context: ArticleContext
  private let codebook: Codebook
  private let lexicon: EventLexicon
  private let sentences: [SentenceWords]
  private let mentionsBySentence: [[ActorMention]]
  private var document: Document { part.words.document }

  /// How many acts of a part are coded: no article tells more, and comparing them all takes time with their square.
  static let actsMax = 1000
  /// How many sentences of a text that holds nothing else are read for statements, appeals and investigations.
  private static let residualSentences = 2

  init(part: ArticleContext.Part, context: ArticleContext, codebook: Codebook, lexicon: EventLexicon) {
    self.part = part
    self.context = context
    self.codebook = codebook
    self.lexicon = lexicon
    let document = part.words.document
    sentences = document.sentences.map { SentenceWords(words: part.words, tokens: $0.tokens) }
    mentionsBySentence = Self.split(part.mentions, over: document.sentences)
  }

  /// The acts of the part, those that tell nothing else left out.
  func code() -> Found {
    var found = Found()
    let hits = hits(TriggerGate(lexicon: lexicon), in: sentences.indices)
    let domains = domains(around: hits)
    for (index, hit) in hits where !hit.isWeak && !found.isFull {
      code(index, hit, domains, TriggerGate(lexicon: lexicon), &found)
    }
    // Violence against people who have no part in politics is looked at where political violence is told near by.
    let violent = Set(
      found.acts.filter { $0.event.code.isA(.violence) }.map(\.event.sentenceIndex)
    )
    for (index, hit) in hits where hit.isWeak && !found.isFull {
      guard (index - 1...index + 1).contains(where: violent.contains) else { continue }
      code(index, hit, domains, TriggerGate(lexicon: lexicon), &found)
    }
    return found.settled()
  }

  /// The acts of the part as learned decisions tell them.
  ///
  /// - Parameters:
  ///   - readings: the part's, as `readings` gives them.
  ///   - judge: what decides.
  ///   - tally: whom the rules put on which side over the whole article.
  /// - Returns: what all of them tell.
  func code(_ readings: [Reading], _ judge: ActJudge, _ tally: SideTally) -> Found {
    var found = Found()
    for reading in readings {
      found.add(reading.coder.code(judge, reading.domain, tally, after: found.narrative))
    }
    found.acts = BackgroundRun().settled(found.acts)
    return found
  }

  /// All candidates of the part, as training sees them.
  func survey(
    _ readings: [Reading],
    _ character: ArticleCharacter,
    _ tally: SideTally,
    named: Bool
  ) -> [SurveyedAct] {
    var found: [SurveyedAct] = []
    for reading in readings {
      let narrative = found.last { $0.event.date != nil }?.event.date?.last
      found += reading.coder.survey(character, reading.domain, tally, after: narrative, named: named)
    }
    return found
  }

  /// A sentence that may hold an act, whoever is named in it.
  struct Reading: Sendable {
    /// What other field of news its words speak of.
    let domain: DomainCheck.Finding?
    let coder: SentenceCoder
  }

  /// In the first sentences, where the news stands, an act counts whoever is named beside it; further below only where
  /// somebody political is.
  private static let newsSentences = 10

  /// The sentences that may hold an act, up to the one with the last candidate that is looked at.
  func readings() -> [Reading] {
    let wide = TriggerGate(lexicon: lexicon, isWide: true)
    let narrow = TriggerGate(lexicon: lexicon)
    let hits =
      hits(wide, in: sentences.indices.prefix(Self.newsSentences))
      + hits(narrow, in: sentences.indices.dropFirst(Self.newsSentences))
    let domains = domains(around: hits)
    var (readings, candidates): ([Reading], Int) = ([], 0)
    for (index, _) in hits where candidates < Self.actsMax {
      let words = sentences[index]
      let gate = index < Self.newsSentences ? wide : narrow
      let parse = EnglishParser.shared.parse(document, document.sentences[index]) { tags in
        gate.hit(in: words, mentionsBySentence[index], tags: tags) != nil
      }
      guard let parse else { continue }
      let domain = domains.finding(in: neighbours(of: index))
      readings.append(Reading(domain: domain, coder: coder(of: index, parse, domain)))
      candidates += readings[readings.count - 1].coder.candidateCount
    }
    return readings
  }

  private func coder(
    of index: Int,
    _ parse: DependencyParse,
    _ domain: DomainCheck.Finding?
  ) -> SentenceCoder {
    SentenceCoder(
      syntax: SentenceSyntax(words: sentences[index], parse: parse, lexicon: lexicon),
      mentions: SentenceMentions(mentionsBySentence[index], in: sentences[index]),
      before: index > 0 ? mentionsBySentence[index - 1] : [],
      context: context,
      part: part.place,
      index: index,
      domain: domain,
      codebook: codebook
    )
  }

  /// Statements, appeals and investigations at the beginning, for a text that holds no other act.
  func codeResidual() -> Found {
    var found = Found()
    let gate = TriggerGate(lexicon: lexicon, isResidual: true)
    let hits = hits(gate, in: sentences.indices.prefix(Self.residualSentences))
    let domains = domains(around: hits)
    for (index, hit) in hits { code(index, hit, domains, gate, &found) }
    return found.settled()
  }

  private typealias SentenceHit = (index: Int, hit: TriggerGate.Hit)

  private func hits(_ gate: TriggerGate, in indices: Range<Int>) -> [SentenceHit] {
    indices.compactMap { index in
      gate.hit(in: sentences[index], mentionsBySentence[index]).map { (index, $0) }
    }
  }

  private func domains(around hits: [SentenceHit]) -> DomainCheck {
    DomainCheck(sentences, at: hits.flatMap { neighbours(of: $0.index) }, lexicon: lexicon)
  }

  /// Codes a sentence where neither the field of news nor the tags speak against it.
  private func code(
    _ index: Int,
    _ hit: TriggerGate.Hit,
    _ domains: DomainCheck,
    _ gate: TriggerGate,
    _ found: inout Found
  ) {
    let domain = domains.finding(in: neighbours(of: index))
    if let domain, domain.score >= points(against: hit, index) {
      return found.rejected.append(rejected(hit, in: index, domain))
    }
    if domain != nil, hit.isPresumed { return }
    let words = sentences[index]
    let parse = EnglishParser.shared.parse(document, document.sentences[index]) { tags in
      gate.hit(in: words, mentionsBySentence[index], tags: tags) != nil
    }
    guard let parse else { return }
    found.add(coder(of: index, parse, domain).code(after: found.narrative))
  }

  // MARK: Other fields of news

  /// What another field's words must reach to outweigh any trigger with all who are named: such a sentence needs no parse.
  private func points(against hit: TriggerGate.Hit, _ index: Int) -> Int {
    (hit.isCertain ? EventCheck.certainPoints : EventCheck.plainPoints) + mentionsBySentence[index].count
  }

  private func rejected(
    _ hit: TriggerGate.Hit,
    in index: Int,
    _ domain: DomainCheck.Finding
  ) -> RejectedTrigger {
    let words = sentences[index]
    return RejectedTrigger(
      trigger: words.text(at: hit.place),
      part: part.place,
      offset: words.token(at: hit.place).range,
      sentence: words.text(0...(words.count - 1)),
      reason: domain.domain,
      evidence: domain.evidence.joined(separator: ", ")
    )
  }

  /// The sentence with what stands beside it and what opens the text: what a trigger's domain is read from.
  private func neighbours(of index: Int) -> [Int] {
    (index > 1 ? [0] : []) + Array(max(0, index - 1)...min(index + 1, sentences.count - 1))
  }

  private static func split(_ mentions: [ActorMention], over sentences: [Sentence]) -> [[ActorMention]] {
    var split = [[ActorMention]](repeating: [], count: sentences.count)
    var index = 0
    for mention in mentions {
      while index < sentences.count, sentences[index].tokens.upperBound <= mention.tokens.lowerBound {
        index += 1
      }
      if index < sentences.count { split[index].append(mention) }
    }
    return split
  }
}
