/// What a story is about: the mean of the members that it keeps of one event, its first and its latest ones.
///
/// An article is held against it, not against any one member, so that a joins b and b joins c only where c has to do with
/// what all of them tell.
struct StoryCentre: Sendable {
  /// A term of the members.
  struct Term: Sendable {
    /// The sum over the members.
    var prominence: Double
    /// As it was weighed for the latest member that has it.
    var rarity: Double
    var members: Int
    var asName: Int
    var inLead: Int
  }

  private(set) var terms: [UInt64: Term] = [:]
  private(set) var phrases: [UInt32: Int] = [:]
  private(set) var leadPhrases: [UInt32: Int] = [:]
  private(set) var dates: Set<UInt16> = []
  private(set) var years: Set<UInt16> = []
  let members: [StoryMember]
  /// The article that opened the event.
  var opener: Int64 { members.first?.opener ?? 0 }
  /// The length of its longest member.
  let wordsMax: Int
  /// The mean length of its members.
  let wordsMean: Double

  /// The centre of members; there must be some.
  ///
  /// - Complexity: linear in the terms of the members.
  init(_ members: [StoryMember]) {
    self.members = members
    let profiles = members.map(\.profile)
    wordsMax = profiles.map(\.wordCount).max() ?? 0
    wordsMean = Double(profiles.reduce(0) { $0 + $1.wordCount }) / Double(max(1, profiles.count))
    for member in profiles {
      for term in member.terms {
        var sum = terms[term.hash] ?? Term(prominence: 0, rarity: 0, members: 0, asName: 0, inLead: 0)
        sum.prominence += term.prominence
        sum.rarity = term.rarity
        sum.members += 1
        if term.isName { sum.asName += 1 }
        if term.isLead { sum.inLead += 1 }
        terms[term.hash] = sum
      }
      for phrase in member.phrases { phrases[phrase, default: 0] += 1 }
      for phrase in member.leadPhrases { leadPhrases[phrase.hash, default: 0] += 1 }
      dates.formUnion(member.dates)
      years.formUnion(member.years)
    }
  }
}

extension StoryCentre.Term {
  /// Whether most members write it as a name.
  var isName: Bool { asName * 2 >= members }
}
