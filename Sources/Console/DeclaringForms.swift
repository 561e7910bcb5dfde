internal import ArgumentParser

// The forms of the parser's property wrappers that commands use, each of which notes what it declares.

extension Option where Value: ExpressibleByArgument {
  /// An option that has to be given.
  init(_ meaning: String, valueName: String? = nil, named name: String? = nil) {
    let declared = ArgumentDeclaration.option(meaning, valueName, name, of: Value.self).noted()
    self.init(name: declared.specification, help: declared.help)
  }

  /// An option that has a value where none is given.
  init(wrappedValue: Value, _ meaning: String, valueName: String? = nil, named name: String? = nil) {
    let declared = ArgumentDeclaration.option(meaning, valueName, name, of: Value.self).optional.noted()
    self.init(wrappedValue: wrappedValue, name: declared.specification, help: declared.help)
  }
}

extension Option {
  /// An option that may be left out.
  init<Given: ExpressibleByArgument>(
    _ meaning: String,
    valueName: String? = nil,
    named name: String? = nil,
    parsing: SingleValueParsingStrategy = .next
  ) where Value == Given? {
    let declared = ArgumentDeclaration.option(meaning, valueName, name, of: Given.self).optional.noted()
    self.init(name: declared.specification, parsing: parsing, help: declared.help)
  }

  /// An option that may be given several times.
  init<Given: ExpressibleByArgument>(wrappedValue: [Given], _ meaning: String, valueName: String? = nil)
  where Value == [Given] {
    let declared = ArgumentDeclaration.option(meaning, valueName, nil, of: Given.self).optional.repeating
      .noted()
    self.init(wrappedValue: wrappedValue, name: declared.specification, help: declared.help)
  }
}

extension Flag where Value == Bool {
  /// A flag that is down where it is not given.
  init(wrappedValue: Bool, _ meaning: String) {
    let declared = ArgumentDeclaration.flag(meaning).noted()
    self.init(wrappedValue: wrappedValue, name: declared.specification, help: declared.help)
  }
}

extension Argument where Value: ExpressibleByArgument {
  /// A word that has to be given.
  init(_ meaning: String, valueName: String? = nil) {
    self.init(help: ArgumentDeclaration.word(meaning, valueName, of: Value.self).noted().help)
  }
}

extension Argument {
  /// A word that may be left out.
  init<Given: ExpressibleByArgument>(_ meaning: String, valueName: String? = nil) where Value == Given? {
    self.init(help: ArgumentDeclaration.word(meaning, valueName, of: Given.self).optional.noted().help)
  }

  /// Words of which at least one has to be given.
  init<Given: ExpressibleByArgument>(
    _ meaning: String,
    valueName: String? = nil,
    parsing: ArgumentArrayParsingStrategy = .remaining
  ) where Value == [Given] {
    let declared = ArgumentDeclaration.word(meaning, valueName, of: Given.self).repeating.noted()
    self.init(parsing: parsing, help: declared.help)
  }

  /// Words that may be left out.
  init<Given: ExpressibleByArgument>(
    wrappedValue: [Given],
    _ meaning: String,
    valueName: String? = nil,
    parsing: ArgumentArrayParsingStrategy = .remaining
  ) where Value == [Given] {
    let declared = ArgumentDeclaration.word(meaning, valueName, of: Given.self).optional.repeating.noted()
    self.init(wrappedValue: wrappedValue, parsing: parsing, help: declared.help)
  }
}
