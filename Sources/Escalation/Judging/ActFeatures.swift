import Actors
import Language
import LinearModels
import Model
import Text

/// What speaks for and against a candidate being an act, real, and the article's own news, as named features.
struct ActFeatures: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  let mentions: SentenceMentions
  let context: ArticleContext
  let part: ArticlePart
  /// The sentence's place in its part.
  let index: Int
  private var words: SentenceWords { syntax.words }

  /// The features of a candidate, with what the rules say of it.
  func bag(
    _ candidate: Candidate,
    rejection: String?,
    domain: DomainCheck.Finding?,
    _ character: ArticleCharacter,
    named: Bool
  ) -> FeatureBag {
    var bag = FeatureBag(named: named)
    addTrigger(candidate, &bag)
    addRules(candidate, rejection, domain, &bag)
    addSides(candidate, &bag)
    addSurroundings(candidate, &bag)
    addPlace(candidate, &bag)
    addArticle(character, candidate, &bag)
    return bag
  }

  // MARK: The trigger

  private func addTrigger(_ candidate: Candidate, _ bag: inout FeatureBag) {
    let (match, code) = (candidate.match, candidate.reading.code)
    let head = match.head
    bag.add("code", code.rawValue)
    bag.add("root", code.root)
    bag.add("entry", match.trigger.entry)
    bag.add("need", match.trigger.need.rawValue)
    add("trigger", head, &bag)
    bag.add("tag", syntax.tag(head).rawValue)
    bag.add("root tag", "\(code.root) \(syntax.tag(head).rawValue)")
    bag.add("relation", syntax.relation(head).name)
    if match.places.count > 1 { bag.add("several words") }
    if slots.isVerbal(head) {
      bag.add("voice", syntax.isPassive(head) ? "passive" : "active")
      for child in syntax.children(of: head)
      where syntax.relation(child).isOne(of: .auxiliary, .passiveAuxiliary, .marker) {
        add("auxiliary", child, &bag)
      }
    }
    for (name, slot) in Self.argumentSlots {
      let nominals = slots.nominals(in: slot, of: head)
      if nominals.isEmpty { bag.add("no argument", name) }
      for place in nominals.prefix(2) {
        addArgument(name, place, head, &bag)
      }
    }
    for child in syntax.children(of: head)
    where syntax.relation(child).isOne(of: .compound, .adjectivalModifier) {
      add("modifier", child, &bag)
      addPair("modified", child, head, &bag)
    }
    if let governor = syntax.head(head) {
      add("governor", governor, &bag)
      bag.add("governor relation", "\(syntax.relation(head).name) \(words.term(at: governor))")
    }
    if head > 0 { add("before", head - 1, &bag); addPair("pair before", head - 1, head, &bag) }
    if head + 1 < words.count { add("after", head + 1, &bag); addPair("pair after", head, head + 1, &bag) }
  }

  private static let argumentSlots: [(String, Slot)] = [("subject", .subject), ("object", .object)]

  private func addArgument(_ name: String, _ place: Int, _ head: Int, _ bag: inout FeatureBag) {
    let term = words.term(at: place)
    if name == "subject" { add("subject", place, &bag) } else { add("object", place, &bag) }
    bag.add("argument", "\(name) \(words.term(at: head)) \(term)")
    bag.add("argument tag", "\(name) \(syntax.tag(place).rawValue)")
    if mentions.mention(at: place) != nil { bag.add("argument named", name) }
  }

  // MARK: What the rules say

  private func addRules(
    _ candidate: Candidate,
    _ rejection: String?,
    _ domain: DomainCheck.Finding?,
    _ bag: inout FeatureBag
  ) {
    let reading = candidate.reading
    bag.add("rule", rejection ?? "kept")
    bag.add("rule root", "\(rejection ?? "kept") \(reading.code.root)")
    bag.add("status", reading.status.rawValue)
    bag.add("status root", "\(reading.status.rawValue) \(reading.code.root)")
    if let domain {
      bag.add("field near", domain.domain)
      bag.add("field strength", "\(min(domain.score, 9))")
    } else {
      bag.add("no field near")
    }
    for step in reading.applied {
      if let operation = step.operation {
        bag.add("operator", operation.kind.rawValue)
        bag.add("operator word", operation.entry)
      }
    }
    bag.add("standing", "\(StandingReader(syntax: syntax, slots: slots).standing(candidate.match, reading))")
    if let date = candidate.date {
      bag.add("dated", date.isBackground ? "long ago" : date.isFuture ? "ahead" : "lately")
      if let first = date.date?.first, let published = context.published {
        let days = published.daysSinceEpoch - first.daysSinceEpoch
        bag.add(
          "days ago",
          days < 0
            ? "ahead" : days < 2 ? "0" : days < 8 ? "7" : days < 32 ? "31" : days < 366 ? "365" : "more"
        )
      }
    } else {
      bag.add("undated")
    }
  }

  // MARK: Sides

  private func addSides(_ candidate: Candidate, _ bag: inout FeatureBag) {
    let actor = kind(candidate.sides.actors), target = kind(candidate.sides.targets)
    bag.add("actor is", actor)
    bag.add("target is", target)
    bag.add("sides", "\(actor) to \(target)")
    bag.add("sides root", "\(candidate.reading.code.root) \(actor) to \(target)")
    let same = candidate.sides.actors.contains { one in
      one.isNamed && candidate.sides.targets.contains { $0.participant == one.participant }
    }
    if same { bag.add("one side on both") }
    if candidate.sides.areWithinOneCountry { bag.add("one country on both") }
  }

  private func kind(_ sides: [Side]) -> String {
    guard let side = sides.first(where: \.isNamed) ?? sides.first else { return "nobody" }
    if side.participant == nil { return "a thing" }
    if side.isPresumed { return "a name" }
    if case .unknown? = side.participant { return "somebody" }
    return (side.isFromScene ? "scene " : "") + (side.isPolitical ? "political" : "people")
      + (side.isPlace ? " place" : "")
  }

  // MARK: What stands around

  private func addSurroundings(_ candidate: Candidate, _ bag: inout FeatureBag) {
    let head = candidate.match.head
    var seen = Set<UInt64>()
    for place in 0..<words.count where words.token(at: place).kind == .word && place != head {
      let hash = hash(place)
      guard seen.insert(hash).inserted else { continue }
      bag.add("with", term: hash) { words.term(at: place) }
      if abs(place - head) <= 4 { bag.add("near", term: hash) { words.term(at: place) } }
    }
    for place in 0..<min(3, words.count) { add("opens", place, &bag) }
    let quotes = (0..<head).count { isQuote($0) }
    if quotes % 2 == 1 { bag.add("in quotation") }
    if (0..<words.count).contains(where: isQuote) { bag.add("beside quotation") }
    let politicals = Set(
      mentions.all.compactMap { $0.mention.role?.roleClass.isPolitical ?? true ? $0.mention.name : nil }
    )
    bag.add("named in sentence", "\(min(politicals.count, 3))")
    if mentions.all.contains(where: { $0.mention.actorKind == .armed }) { bag.add("armed group in sentence") }
    if words.count > 1, isQuestion { bag.add("question") }
    bag.add("sentence length", words.count < 10 ? "short" : words.count < 25 ? "middle" : "long")
  }

  private var isQuestion: Bool { words.text(at: words.count - 1) == "?" }

  private func isQuote(_ place: Int) -> Bool {
    let text = words.text(at: place)
    return text == "\"" || text == "“" || text == "”" || text == "''" || text == "``"
  }

  // MARK: Where it stands

  private func addPlace(_ candidate: Candidate, _ bag: inout FeatureBag) {
    let where_ =
      part == .title
      ? "title"
      : index == 0 ? "first" : index < 3 ? "second" : index < 6 ? "early" : index < 12 ? "middle" : "late"
    bag.add("place", where_)
    bag.add("place root", "\(where_) \(candidate.reading.code.root)")
    bag.add("place status", "\(where_) \(candidate.reading.status.rawValue)")
    let body = context.parts.last?.words.document
    let count = body?.sentences.count ?? 0
    bag.add("article length", count < 4 ? "lead" : count < 12 ? "short" : count < 40 ? "middle" : "long")
    if count < 4 { bag.add("in a lead") }
    if part == .text, let title = context.parts.first, title.place == .title {
      let hash = hash(candidate.match.head)
      bag.add(
        title.words.document.vocabulary.id(ofHash: hash) != nil ? "trigger in title" : "trigger not in title"
      )
    }
    if part == .text, let body, index < body.sentences.count {
      let paragraph = body.sentences[index].paragraph
      bag.add("paragraph", "\(min(paragraph, 6))")
    }
  }

  private func addArticle(_ character: ArticleCharacter, _ candidate: Candidate, _ bag: inout FeatureBag) {
    let bounded = VerdictFeatures.bounded
    let root = candidate.reading.code.rootNumber
    bag.add("article escalates", number: bounded(character.escalationScore))
    bag.add("article tells this root", number: bounded(character.rootScores[root]))
    for root in ActClass.roots {
      bag.add("article root", number: bounded(character.rootScores[root]), about: String(root))
    }
    for domain in ArticleDomain.allCases {
      bag.add("article domain", number: bounded(character.score(of: domain)), about: domain.rawValue)
    }
    for genre in ArticleGenre.allCases {
      bag.add("article genre", number: bounded(character.score(of: genre)), about: genre.rawValue)
    }
  }

  // MARK: Words

  private func hash(_ place: Int) -> UInt64 {
    words.words.document.vocabulary.hash(of: words.token(at: place).term)
  }

  private func add(_ kind: StaticString, _ place: Int, _ bag: inout FeatureBag) {
    bag.add(kind, term: hash(place)) { words.term(at: place) }
  }

  private func addPair(_ kind: StaticString, _ first: Int, _ second: Int, _ bag: inout FeatureBag) {
    bag.add(kind, terms: hash(first), hash(second)) { (words.term(at: first), words.term(at: second)) }
  }
}
