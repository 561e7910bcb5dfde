internal import ArgumentParser
internal import Synchronization

/// What a property of a command says of the argument that it holds: said once, and told to the parser and to the manual.
///
/// The parser tells nobody what it was told. So the initialisers of `Option`, `Flag` and `Argument` that commands use
/// (`DeclaringForms.swift`) note it on the way to the parser, while somebody asks for it (`noted(_:)`).
struct ArgumentDeclaration: Sendable {
  /// How an argument is written on a line.
  enum Form: Sendable {
    /// By its name, and a value behind it.
    case option
    /// By its name alone.
    case flag
    /// By its place.
    case word
  }

  let form: Form
  /// What it is for.
  let meaning: String
  /// What its value is called; nil where that is its name.
  let valueName: String?
  /// What it is called; nil where that is the name of its property.
  let name: String?
  /// The values that it takes; empty where they are not a few.
  var values: [String] = []
  var isOptional = false
  var isRepeating = false

  /// Where declarations are noted; nil while nobody asks for them, as when a line is parsed.
  @TaskLocal private static var notes: Notes?

  /// The name as the parser takes it.
  var specification: NameSpecification { name.map { .customLong($0) } ?? .long }
  /// The words as the parser takes them.
  var help: ArgumentHelp { ArgumentHelp(meaning, valueName: valueName) }

  /// Notes the declaration, where somebody asks for it.
  func noted() -> Self {
    Self.notes?.declarations.withLock { $0.append(self) }
    return self
  }

  /// What is made, and what was declared meanwhile, in order.
  static func noted<Made>(_ make: () -> Made) -> (Made, [ArgumentDeclaration]) {
    let notes = Notes()
    let made = $notes.withValue(notes, operation: make)
    return (made, notes.declarations.withLock { $0 })
  }

  /// Declarations in the order in which they were made.
  private final class Notes: Sendable {
    let declarations = Mutex<[ArgumentDeclaration]>([])
  }
}

extension ArgumentDeclaration {
  /// An option whose value, or each of whose values, is of a type.
  static func option(
    _ meaning: String,
    _ valueName: String?,
    _ name: String?,
    of type: any ExpressibleByArgument.Type
  ) -> Self {
    Self(form: .option, meaning: meaning, valueName: valueName, name: name, values: type.allValueStrings)
  }

  /// A word that is, or each of which is, of a type.
  static func word(_ meaning: String, _ valueName: String?, of type: any ExpressibleByArgument.Type) -> Self {
    Self(form: .word, meaning: meaning, valueName: valueName, name: nil, values: type.allValueStrings)
  }

  static func flag(_ meaning: String) -> Self {
    Self(form: .flag, meaning: meaning, valueName: nil, name: nil, isOptional: true)
  }

  /// The same of an argument that may be left out.
  var optional: Self {
    var declaration = self
    declaration.isOptional = true
    return declaration
  }

  /// The same of an argument that may stand several times.
  var repeating: Self {
    var declaration = self
    declaration.isRepeating = true
    return declaration
  }
}
