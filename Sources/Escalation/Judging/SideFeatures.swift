import Actors
import EventCodes
import Language
import LinearModels
import Model

/// What speaks for and against somebody standing on a side of an act, as named features.
struct SideFeatures: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  let context: ArticleContext
  let part: ArticlePart
  /// Whom the rules put on which side over all acts of the article.
  let tally: SideTally

  /// What is the same for all candidates of a side.
  struct Question: Sendable {
    let candidate: Candidate
    /// The rules' answers for this side, and for the other.
    let ruled: [Side]
    let other: [Side]
    let isActor: Bool
    let all: [SideCandidate]

    /// The rules' answers for both sides.
    var ruledPair: SideRanking.Pair {
      SideRanking.Pair(actors: isActor ? ruled : other, targets: isActor ? other : ruled)
    }
  }

  private var words: SentenceWords { syntax.words }

  /// The features of one of the candidates.
  func bag(_ place: Int, of question: Question, named: Bool) -> FeatureBag {
    var bag = FeatureBag(named: named)
    let one = question.all[place]
    let root = question.candidate.reading.code.root
    let kind = kind(of: one)
    let form = voice(question.candidate)
    bag.add("kind", kind)
    bag.add("kind root", "\(kind) \(root)")
    bag.add("kind form", "\(kind) \(form)")
    bag.add("kind entry", "\(kind) \(question.candidate.match.trigger.entry)")
    addRules(one, kind, root, form, question, &bag)
    addWays(one, kind, root, form, question, &bag)
    addMentions(one, question, &bag)
    addArticle(one, kind, question, &bag)
    addElsewhere(one, question, &bag)
    return bag
  }

  /// What is known of one of the candidates beside the other side's.
  func facts(_ place: Int, of question: Question) -> SideFacts {
    let one = question.all[place]
    let rank = question.ruled.firstIndex { $0.participant == one.participant }
    let head = question.candidate.match.head
    let told = one.appearances.first { $0.way == "sentence" && $0.place != nil && $0.mention != nil }?.place
    let pair = question.ruledPair
    return SideFacts(
      participant: one.participant,
      kind: kind(of: one),
      home: home(of: one),
      rank: rank.map { $0 == 0 ? "first" : "further" } ?? "no",
      region: region(of: one),
      place: told,
      path: told.map { path(from: $0, to: head) } ?? "",
      distance: told.map { distance($0 - head) } ?? "",
      isRuledActor: pair.actors.contains { $0.participant == one.participant },
      isRuledTarget: pair.targets.contains { $0.participant == one.participant }
    )
  }

  /// What speaks for two of the candidates standing on the sides of one act.
  func pairs(of question: Question) -> SidePairFeatures {
    SidePairFeatures(
      root: question.candidate.reading.code.root,
      form: voice(question.candidate),
      head: question.candidate.match.head,
      tally: tally,
      ruled: question.ruledPair
    )
  }

  // MARK: Who it is

  /// What somebody is, in a word or two.
  private func kind(of one: SideCandidate) -> String {
    guard let participant = one.participant else { return "nobody" }
    guard case .named(let name, let role) = participant else { return "unknown" }
    if let role { return "\(role.roleClass.rawValue)" }
    if one.side.isPresumed { return "stranger" }
    let known = one.appearances.lazy.compactMap { $0.mention?.actorKind }.first
    return (known ?? context.table.actor(canonical: name)?.kind)?.rawValue ?? "name"
  }

  /// The country that somebody belongs to, or the name of who belongs to none.
  private func home(of one: SideCandidate) -> String? {
    guard case .named(let name, _)? = one.participant else { return nil }
    return context.table.home(of: name) ?? name
  }

  /// Where a text brings somebody: the nearest of the places.
  private func region(of one: SideCandidate) -> String {
    let ways = one.appearances.lazy.map(\.way)
    if ways.contains(where: { Self.slots.contains($0) }) { return "slot" }
    if ways.contains(where: { $0.contains("phrase") }) { return "phrase" }
    for way in ["sentence", "title", "before"] where ways.contains(way) { return way }
    return ways.contains { Self.scenes.contains($0) } ? "scene" : "none"
  }

  private static let slots: Set<String> = [
    "subject", "object", "indirect object", "agent", "possessor", "modifier",
  ]
  private static let scenes: Set<String> = ["scene", "article's country"]
  private static let elsewhere: Set<String> = [
    "sentence", "title", "before", "scene", "article's country", "unknown", "nobody",
  ]

  private func voice(_ candidate: Candidate) -> String {
    let head = candidate.match.head
    guard slots.isVerbal(head) else { return "noun" }
    return syntax.isPassive(head) ? "passive" : "active"
  }

  private func answer(_ sides: [Side]) -> String {
    guard let side = sides.first else { return "nobody" }
    guard let participant = side.participant else { return "nobody" }
    guard participant.isNamed else { return "unknown" }
    return side.isPresumed ? "stranger" : side.isFromScene ? "scene" : "named"
  }

  // MARK: What the rules say

  private func addRules(
    _ one: SideCandidate,
    _ kind: String,
    _ root: String,
    _ form: String,
    _ question: Question,
    _ bag: inout FeatureBag
  ) {
    let answer = answer(question.ruled)
    let rank = question.ruled.firstIndex { $0.participant == one.participant }
    guard let rank else {
      bag.add("rules say", answer)
      bag.add("rules say instead", "\(answer) \(kind)")
      bag.add("rules say instead in root", "\(answer) \(kind) \(root)")
      return
    }
    bag.add("rules' answer", rank == 0 ? "first" : "further")
    bag.add("rules' answer is", answer)
    bag.add("rules' answer in root", "\(answer) \(root)")
    bag.add("rules' answer in form", "\(answer) \(form)")
    bag.add("rules' frame", "\(answer) \(question.candidate.match.trigger.frame.name)")
    bag.add("rules' entry", "\(answer) \(question.candidate.match.trigger.entry)")
    bag.add("rules' ground", String(question.ruled[rank].ground.rule.prefix { $0 != " " && $0 != ":" }))
    if question.ruled[rank].isPlace { bag.add("rules' answer is a place") }
    if question.candidate.sides.isMutual { bag.add("rules' answer of a mutual act") }
  }

  // MARK: How it comes near

  private func addWays(
    _ one: SideCandidate,
    _ kind: String,
    _ root: String,
    _ form: String,
    _ question: Question,
    _ bag: inout FeatureBag
  ) {
    var seen: Set<String> = []
    for appearance in one.appearances where appearance.way != "rule" {
      guard seen.insert(appearance.way).inserted else { continue }
      bag.add("way", appearance.way)
      bag.add("way form", "\(form) \(appearance.way)")
      bag.add("way root", "\(root) \(appearance.way)")
      bag.add("way kind", "\(kind) \(appearance.way)")
      if !Self.elsewhere.contains(appearance.way) {
        bag.add("way frame", "\(question.candidate.match.trigger.frame.name) \(appearance.way)")
        bag.add("way entry", "\(question.candidate.match.trigger.entry) \(appearance.way)")
      }
      if let mention = appearance.mention {
        bag.add("way mention", "\(appearance.way) \(mention.form.rawValue)")
        if let role = mention.role { bag.add("way role", "\(appearance.way) \(role.roleClass.rawValue)") }
      } else if appearance.place != nil {
        bag.add("way without a mention", appearance.way)
      }
    }
    let slotted = seen.subtracting(Self.elsewhere)
    if slotted.isEmpty { bag.add("in no slot", form) }
    if seen.contains("sentence") { bag.add("in the sentence", form) }
  }

  private func addMentions(_ one: SideCandidate, _ question: Question, _ bag: inout FeatureBag) {
    let head = question.candidate.match.head
    let form = voice(question.candidate)
    for appearance in one.appearances where appearance.way == "sentence" {
      guard let place = appearance.place, let mention = appearance.mention else { continue }
      bag.add("mention", mention.form.rawValue)
      bag.add("relation", syntax.relation(place).name)
      let path = path(from: place, to: head)
      bag.add("path", path)
      bag.add("path form", "\(form) \(path)")
      bag.add("path kind", "\(kind(of: one)) \(path)")
      bag.add("distance", "\(form) \(distance(place - head))")
      bag.add("word", words.term(at: place))
      if let preposition = syntax.prepositions(of: place).first {
        bag.add("preposition", words.term(at: preposition))
        bag.add("preposition root", "\(words.term(at: preposition)) \(question.candidate.reading.code.root)")
      }
      if let governor = syntax.head(place) {
        if syntax.isA(.report, at: governor), syntax.relation(place) == .nominalSubject { bag.add("speaks") }
        if governor != head {
          bag.add("governed by", "\(words.term(at: governor)) \(syntax.relation(place).name)")
        }
      }
      if mention.isFromContext { bag.add("taken from context") }
      if mention.isFormer { bag.add("of former times") }
    }
    let named = question.all.filter { other in other.participant?.isNamed == true }
    let isNamed = one.participant?.isNamed == true
    if isNamed, nearest(named, before: head) == one.participant { bag.add("nearest before", form) }
    if isNamed, nearest(named, after: head) == one.participant { bag.add("nearest after", form) }
    let inSentence = named.count { $0.appearances.contains { $0.way == "sentence" } }
    if !isNamed { bag.add("others named", "\(min(inSentence, 4))") }
    if inSentence == 1, one.appearances.contains(where: { $0.way == "sentence" }) {
      bag.add("only one named")
    }
  }

  private func nearest(_ named: [SideCandidate], before head: Int) -> Participant {
    nearest(named) { $0 < head ? head - $0 : nil }
  }

  private func nearest(_ named: [SideCandidate], after head: Int) -> Participant {
    nearest(named) { $0 > head ? $0 - head : nil }
  }

  /// Of those whom the sentence names the one least far away; unknown where there is none.
  private func nearest(_ named: [SideCandidate], by distance: (Int) -> Int?) -> Participant {
    var best: (words: Int, participant: Participant) = (.max, .unknown)
    for one in named {
      for appearance in one.appearances where appearance.way == "sentence" {
        guard let place = appearance.place, let words = distance(place), words < best.words,
          let participant = one.participant
        else { continue }
        best = (words, participant)
      }
    }
    return best.participant
  }

  /// The relations up from a word to the one that governs both, then down to the trigger.
  private func path(from place: Int, to head: Int) -> String {
    var up = [place]
    while let next = syntax.head(up[up.count - 1]), up.count < words.count { up.append(next) }
    var down = [head]
    while let next = syntax.head(down[down.count - 1]), !up.contains(down[down.count - 1]),
      down.count < words.count
    {
      down.append(next)
    }
    guard let meet = up.firstIndex(of: down[down.count - 1]) else { return "apart" }
    guard meet + down.count - 1 <= Self.pathMax else { return "far" }
    let rising = up[..<meet].map { syntax.relation($0).name }
    let falling = down.dropLast().reversed().map { syntax.relation($0).name }
    return (rising + ["^"] + falling).joined(separator: " ")
  }

  private static let pathMax = 4

  private func distance(_ words: Int) -> String {
    let size = abs(words) < 3 ? "2" : abs(words) < 6 ? "5" : abs(words) < 11 ? "10" : "more"
    return (words < 0 ? "before " : "after ") + size
  }

  // MARK: What the article says

  private func addArticle(_ one: SideCandidate, _ kind: String, _ question: Question, _ bag: inout FeatureBag)
  {
    if part == .title { bag.add("in a title", kind) }
    let ways = Set(one.appearances.map(\.way))
    if ways.contains("title") {
      bag.add("title and", ways.contains("sentence") ? "sentence" : "no sentence")
    } else if part == .text, context.parts.count > 1 {
      bag.add("not in the title", kind)
    }
    if case .named(let name, let role)? = one.participant {
      if name == context.country { bag.add("of the article's country", role == nil ? "itself" : "people") }
      let count = context.mentionCounts[name] ?? 0
      bag.add("named", count == 0 ? "never" : count == 1 ? "once" : count < 4 ? "a few times" : "often")
      if context.mentionCounts.values.allSatisfy({ $0 <= count }) { bag.add("named most") }
      for other in question.other {
        guard case .named(let otherName, let otherRole)? = other.participant, otherName == name else {
          continue
        }
        bag.add(
          "the other side too",
          otherRole == role
            ? "itself"
            : "\(role == nil ? "itself" : "people") against \(otherRole == nil ? "itself" : "people")"
        )
      }
    }
    bag.add("kind status", "\(kind) \(question.candidate.reading.status.rawValue)")
    bag.add("kind need", "\(kind) \(question.candidate.match.trigger.need.rawValue)")
  }

  // MARK: What the article's other acts say

  private func addElsewhere(_ one: SideCandidate, _ question: Question, _ bag: inout FeatureBag) {
    guard let participant = one.participant, participant.isNamed else { return }
    let (actor, target) = tally.roles(of: participant, beside: question.ruledPair)
    bag.add("elsewhere actor", SideFacts.often(actor))
    bag.add("elsewhere target", SideFacts.often(target))
    if actor != target { bag.add("elsewhere rather", actor > target ? "actor" : "target") }
  }
}
