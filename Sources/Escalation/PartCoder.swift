import Actors
import EventCodes
import Language
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
  private let domains: DomainCheck
  private var document: Document { part.words.document }

  /// What one sentence gave.
  struct Found: Sendable {
    var acts: [CodedAct] = []
    var rejected: [RejectedTrigger] = []
    /// Violence against people beside whom nobody political is named: kept where political violence is told near by.
    var weak: [(acts: [CodedAct], rejected: RejectedTrigger)] = []

    mutating func settleWeak() {
      for one in weak {
        let isNear = acts.contains { act in
          (18...20).contains(act.event.code.rootNumber)
            && one.acts.contains { abs($0.order.0 - act.order.0) <= PartCoder.victimReach }
        }
        if isNear { acts += one.acts } else { rejected.append(one.rejected) }
      }
      weak = []
    }
  }

  /// How many sentences away political violence still tells whose victims people are.
  fileprivate static let victimReach = 1
  /// How many sentences back a pronoun's name is looked for.
  private static let pronounReach = 2
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
    domains = DomainCheck(sentences, lexicon: lexicon)
  }

  /// The acts of the part, those that tell nothing else left out.
  func code() -> Found {
    let gate = TriggerGate(lexicon: lexicon)
    return code(sentences.indices.filter { gate.passes(sentences[$0], names: namesAround($0)) })
  }

  /// Statements, appeals and investigations at the beginning, for a text that holds no other act.
  func codeResidual() -> Found {
    code(Array(sentences.indices.prefix(Self.residualSentences)))
  }

  private func code(_ indices: [Int]) -> Found {
    var found = Found()
    for index in indices where sentences[index].count > 0 {
      let one = sentence(index)
      found.acts += one.acts
      found.rejected += one.rejected
      found.weak += one.weak
    }
    found.settleWeak()
    found.acts = BackgroundRun().settled(found.acts)
    return found
  }

  private func sentence(_ index: Int) -> Found {
    let words = sentences[index]
    let parse = EnglishParser.shared.parse(document, document.sentences[index])
    let coder = SentenceCoder(
      syntax: SentenceSyntax(words: words, parse: parse, lexicon: lexicon),
      mentions: SentenceMentions(mentionsBySentence[index], in: words),
      before: (1...Self.pronounReach).filter { index >= $0 }.map { mentionsBySentence[index - $0] },
      context: context,
      part: part.place,
      index: index,
      domain: domains.finding(in: neighbours(of: index)),
      codebook: codebook
    )
    return coder.code()
  }

  /// The sentence with what stands beside it and what opens the text: what a trigger's domain is read from.
  private func neighbours(of index: Int) -> [Int] {
    Set([0, index - 1, index, index + 1]).sorted().filter(sentences.indices.contains)
  }

  /// How many actors a sentence may speak of: its own, and those that a pronoun or a role can take from before.
  private func namesAround(_ index: Int) -> Int {
    let before = (1...Self.pronounReach).filter { index >= $0 }.map { mentionsBySentence[index - $0].count }
      .reduce(0, +)
    return mentionsBySentence[index].count + before + (sentences[index].hasUnknownNames ? 1 : 0)
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
