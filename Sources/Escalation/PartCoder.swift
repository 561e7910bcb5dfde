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

  /// A candidate that was weighed.
  struct Considered: Sendable {
    let act: WeighedAct
    /// Writes it as the article's own news; nil for what its words deny, negate or only imagine, and for what is long past.
    let tell: (@Sendable () -> [CodedAct])?
  }

  /// What one sentence gave.
  struct Found: Sendable {
    var acts: [CodedAct] = []
    var rejected: [RejectedTrigger] = []
    /// What was weighed, kept or not, for the main event and the verdict.
    var considered: [Considered] = []
    /// Violence against people beside whom nobody political is named: kept where political violence is told near by.
    var weak: [(acts: [CodedAct], rejected: RejectedTrigger)] = []

    /// True where so many acts are found that no more are looked for.
    var isFull: Bool { acts.count + weak.count >= PartCoder.actsMax }

    mutating func add(_ other: Found) {
      acts += other.acts
      rejected += other.rejected
      weak += other.weak
      considered += other.considered
    }

    /// Marks the acts of the root that the article is about; where none is told as news, its likeliest one is from now on.
    mutating func takeMain(_ character: ArticleCharacter, by model: LinearModel) {
      let tellable = considered.indices.filter { considered[$0].tell != nil }
      guard let choice = MainChoice(considered.map(\.act), tellable: tellable, character, by: model),
        let tell = considered[choice.place].tell
      else { return }
      let root = considered[choice.place].act.toldRoot
      let told = acts.indices.filter {
        acts[$0].event.status.isCurrent && acts[$0].event.code.rootNumber == root
      }
      for place in told { acts[place].event.grounds.main = choice.grounds }
      guard told.isEmpty else { return }
      var main = tell()
      acts.removeAll { act in main.contains { act.isAt($0) && act.event.code.root == $0.event.code.root } }
      for place in main.indices { main[place].event.grounds.main = choice.grounds }
      acts += main
    }

    /// The last day that the acts told of.
    var narrative: CalendarDay? { acts.last { $0.event.date != nil }?.event.date?.last }

    /// The same with the weak ones decided and what goes on telling the past made background.
    func settled() -> Found {
      var found = self
      for one in weak {
        let isNear = acts.contains { act in
          act.event.code.isA(.violence)
            && one.acts.contains { abs($0.order.0 - act.order.0) <= PartCoder.victimReach }
        }
        if isNear { found.acts += one.acts } else { found.rejected.append(one.rejected) }
      }
      found.weak = []
      found.acts = BackgroundRun().settled(found.acts)
      return found
    }
  }

  /// How many sentences away political violence still tells whose victims people are.
  fileprivate static let victimReach = 1
  /// How many acts of a part are coded: no article tells more, and comparing them all takes time with their square.
  fileprivate static let actsMax = 1000
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
  func code(_ judge: ActJudge) -> Found {
    var found = Found()
    for reading in readings() where !found.isFull {
      found.add(reading.coder(found.narrative).code(judge, reading.domain))
    }
    found.acts = BackgroundRun().settled(found.acts)
    return found
  }

  /// All candidates of the part, as training sees them.
  func survey(_ character: ArticleCharacter, named: Bool) -> [SurveyedAct] {
    var found: [SurveyedAct] = []
    for reading in readings() {
      let narrative = found.last { $0.event.date != nil }?.event.date?.last
      found += reading.coder(narrative).survey(character, reading.domain, named: named)
    }
    return found
  }

  /// A sentence that may hold an act, whoever is named in it.
  private struct Reading {
    let domain: DomainCheck.Finding?
    /// The sentence's coder, given the last day that was told of before.
    let coder: (CalendarDay?) -> SentenceCoder
  }

  /// In the first sentences, where the news stands, an act counts whoever is named beside it; further below only where
  /// somebody political is.
  private static let newsSentences = 10

  private func readings() -> some Sequence<Reading> {
    let wide = TriggerGate(lexicon: lexicon, isWide: true)
    let narrow = TriggerGate(lexicon: lexicon)
    let hits =
      hits(wide, in: sentences.indices.prefix(Self.newsSentences))
      + hits(narrow, in: sentences.indices.dropFirst(Self.newsSentences))
    let domains = domains(around: hits)
    return hits.lazy.compactMap { index, _ in
      let words = sentences[index]
      let gate = index < Self.newsSentences ? wide : narrow
      let parse = EnglishParser.shared.parse(document, document.sentences[index]) { tags in
        gate.hit(in: words, mentionsBySentence[index], tags: tags) != nil
      }
      guard let parse else { return nil }
      let domain = domains.finding(in: neighbours(of: index))
      return Reading(domain: domain) { narrative in
        coder(of: index, parse, domain, narrative: narrative)
      }
    }
  }

  private func coder(
    of index: Int,
    _ parse: DependencyParse,
    _ domain: DomainCheck.Finding?,
    narrative: CalendarDay?
  ) -> SentenceCoder {
    SentenceCoder(
      syntax: SentenceSyntax(words: sentences[index], parse: parse, lexicon: lexicon),
      mentions: SentenceMentions(mentionsBySentence[index], in: sentences[index]),
      before: index > 0 ? mentionsBySentence[index - 1] : [],
      context: context,
      part: part.place,
      index: index,
      narrative: narrative,
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
    found.add(coder(of: index, parse, domain, narrative: found.narrative).code())
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
