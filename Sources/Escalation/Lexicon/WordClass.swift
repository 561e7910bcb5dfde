/// The classes of words that reading itself asks for. Their words stand in the data under the name in capitals.
enum WordClass: Int, CaseIterable, Sendable {
  // What words say of an act.
  case accusation, activity, averting, consequence, epithet, figurative, general, generic, opponent, report
  case statecraft, transitive, warning, dying, many
  // What words say of people.
  case armed, civilians, oppositionists, protesters, stateWord, unnamed
  case insurgents, rebels, guerrillas, separatists, paramilitaries
  // Words of grammar.
  case after, and, any, between, by, complementiser, condition, dateLead, determiner, `for`, future, having
  case hedge, locative, negator, nobody
  case old, presentBe, relative, selfPronoun, speakerPronoun, strikingAt, subordinator, that, timeWord, to
  case unfinished, would

  /// The name in the data: `STATEWORD`.
  var name: String { "\(self)".uppercased() }
}
