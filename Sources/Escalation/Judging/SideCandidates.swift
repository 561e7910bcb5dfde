import Actors
import EventCodes
import Language
import Model

/// Somebody who may stand on a side of an act, with all the ways in which the text brings them there.
struct SideCandidate: Sendable {
  /// How a text brings somebody near an act.
  struct Appearance: Sendable {
    /// What brought it: a slot of the trigger or of a word that governs it, `sentence`, `title`, `before`, `scene`.
    let way: String
    /// Its place in the act's sentence; nil for what stands elsewhere.
    let place: Int?
    let mention: ActorMention?
  }

  var side: Side
  var appearances: [Appearance]
  var participant: Participant? { side.participant }
}

/// Gathers who may stand on the sides of an act.
struct SideCandidates: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  let participants: ParticipantReader
  let context: ArticleContext
  let strangers: Strangers
  let part: ArticlePart
  /// The mentions of the sentence before.
  let before: [ActorMention]

  /// More than this in one sentence is a list.
  private static let candidatesMax = 24

  /// The candidates for one side, the rules' own answer first; each participant once.
  func candidates(of candidate: Candidate, ruled: [Side], isActor: Bool) -> [SideCandidate] {
    var found: [SideCandidate] = []
    func add(_ side: Side, _ way: String, _ place: Int?, _ mention: ActorMention? = nil) {
      let appearance = SideCandidate.Appearance(way: way, place: place, mention: mention)
      if let known = found.firstIndex(where: { $0.participant == side.participant }) {
        found[known].appearances.append(appearance)
      } else if found.count < Self.candidatesMax {
        found.append(SideCandidate(side: side, appearances: [appearance]))
      }
    }
    for side in ruled where !strangers.holds(side) { add(side, "rule", nil) }
    addSlots(candidate, add)
    for (place, mention) in participants.mentions.all where !strangers.holds(place) {
      guard mention.actor != nil || mention.role != nil else { continue }
      add(participants.side(of: mention, at: place), "sentence", place, mention)
    }
    addElsewhere(add)
    addScene(candidate, isActor: isActor, add)
    add(DefaultSides.unknown, "unknown", nil)
    add(DefaultSides.nobody, "nobody", nil)
    guard candidate.reading.code.isA(.rupture) else { return found }
    return found.map { SideCandidate(side: $0.side.asState, appearances: $0.appearances) }
  }

  private typealias Add = (Side, String, Int?, ActorMention?) -> Void

  // MARK: Around the trigger

  private func addSlots(_ candidate: Candidate, _ add: Add) {
    let head = candidate.match.head
    for (name, slot) in Self.slotNames { addAll(slots.nominals(in: slot, of: head), name, candidate, add) }
    addPhrases(of: head, "phrase", candidate, add)
    for object in slots.nominals(in: .object, of: head) {
      if let owner = participants.owner(of: object) {
        add(participants.side(of: owner, at: object), "owner of object", object, owner)
      }
      addPhrases(of: object, "phrase of object", candidate, add)
    }
    if let governor = syntax.head(head) {
      addAll(slots.subject(of: governor).map { [$0] } ?? [], "subject of governor", candidate, add)
      addAll(slots.nominals(in: .object, of: governor), "object of governor", candidate, add)
      addPhrases(of: governor, "phrase of governor", candidate, add)
    }
    for step in candidate.reading.applied {
      addAll(slots.subject(of: step.place).map { [$0] } ?? [], "subject of operator", candidate, add)
      addAll(slots.nominals(in: .object, of: step.place), "object of operator", candidate, add)
    }
  }

  private static let slotNames: [(String, Slot)] = [
    ("subject", .subject), ("object", .object), ("indirect object", .indirectObject), ("agent", .agent),
    ("modifier", .modifier), ("possessor", .possessor), ("speaker", .speaker),
  ]

  private func addPhrases(of word: Int, _ name: String, _ candidate: Candidate, _ add: Add) {
    for child in syntax.children(of: word) where syntax.relation(child).isPhrase && syntax.isNominal(child) {
      guard let preposition = syntax.prepositions(of: child).first else { continue }
      addAll([child], "\(name) \(syntax.words.term(at: preposition))", candidate, add)
    }
  }

  private func addAll(_ places: [Int], _ way: String, _ candidate: Candidate, _ add: Add) {
    for place in places where !candidate.match.places.contains(place) || place == candidate.match.head {
      for side in participants.sides(at: place) where !strangers.isOutlet(side) && !strangers.holds(place) {
        add(side, way, place, participants.mentions.mention(at: place))
      }
    }
  }

  // MARK: Elsewhere

  private func addElsewhere(_ add: Add) {
    if part == .text, let title = context.parts.first, title.place == .title {
      for mention in title.mentions { addMention(mention, "title", add) }
    }
    for mention in before { addMention(mention, "before", add) }
  }

  private func addMention(_ mention: ActorMention, _ way: String, _ add: Add) {
    guard !mention.isModifier, mention.form != .pronoun, let participant = mention.participant else { return }
    var side = Side(
      participant: participant,
      ground: ParticipantGround(
        mention: "",
        rule: "\(mention.rule), named in the \(way == "title" ? "title" : "sentence before")"
      ),
      isPolitical: mention.role?.roleClass != .civilians
    )
    side.isPlace = mention.form.isPlace || mention.form == .region
    add(side, way, nil, mention)
  }

  private func addScene(_ candidate: Candidate, isActor: Bool, _ add: Add) {
    let scene = participants.scene
    let countries = [scene.namedCountry(near: candidate.match.head), context.country].compactMap(\.self)
    for (country, way) in zip(countries, ["scene", "article's country"].suffix(countries.count)) {
      add(DefaultSides.state(at: country), way, nil, nil)
      if !isActor { add(DefaultSides.people(.civilians, of: country), way, nil, nil) }
      if isActor, candidate.reading.code.isA(.protest) {
        add(DefaultSides.people(.protesters, of: country), way, nil, nil)
      }
    }
  }
}
