import Actors
import EventCodes
import Language
import Model
import Text

/// Codes the sentences of one part of an article.
struct PartCoder: Sendable {
  let part: ArticleContext.Part
  let context: ArticleContext
  let codebook: Codebook
  let lexicon: EventLexicon
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
          (18...20).contains(act.event.code.rootNumber) && one.acts.contains { abs($0.order.0 - act.order.0) <= PartCoder.nearMax }
        }
        if isNear { acts += one.acts } else { rejected.append(one.rejected) }
      }
      weak = []
    }
  }

  func code() -> Found {
    var found = Found()
    for index in document.sentences.indices where holdsTrigger(document.sentences[index]) {
      let one = sentence(index)
      found.acts += one.acts
      found.rejected += one.rejected
      found.weak += one.weak
    }
    found.settleWeak()
    found.acts = BackgroundRun().settled(found.acts)
    return found
  }

  /// How many sentences away political violence still tells whose victims people are.
  fileprivate static let nearMax = 1

  /// Parsing is the dear part: a sentence without any trigger's head is left alone.
  private func holdsTrigger(_ sentence: Sentence) -> Bool {
    sentence.tokens.contains { token in part.words.forms(at: token).contains { lexicon.triggers.isHead($0.lemma) } }
  }

  private func sentence(_ index: Int) -> Found {
    let sentence = document.sentences[index]
    let words = SentenceWords(words: part.words, tokens: sentence.tokens)
    let parse = EnglishParser.shared.parse(document, sentence)
    let syntax = SentenceSyntax(words: words, parse: parse, lexicon: lexicon)
    let coder = SentenceCoder(
      syntax: syntax, mentions: SentenceMentions(part.mentions, in: words), before: mentions(before: index), context: context, part: part.place,
      index: index, around: neighbours(of: index), codebook: codebook)
    return coder.code()
  }

  /// How many sentences back a pronoun's name is looked for.
  private static let pronounReach = 2

  /// The mentions of the sentences before one, the nearest first.
  private func mentions(before index: Int) -> [[ActorMention]] {
    (1...Self.pronounReach).filter { index - $0 >= 0 }.map { back in
      let tokens = document.sentences[index - back].tokens
      return part.mentions.filter { tokens.contains($0.tokens.lowerBound) }
    }
  }

  /// The sentence with what stands beside it and what opens the text: what a trigger's domain is read from.
  private func neighbours(of index: Int) -> [SentenceWords] {
    Set([0, index - 1, index, index + 1]).sorted().filter(document.sentences.indices.contains).map {
      SentenceWords(words: part.words, tokens: document.sentences[$0].tokens)
    }
  }
}
