internal import ArgumentParser

extension ParsableArguments {
  /// What the type's properties declare, in their order: what a group of options declares stands where the group stands.
  static var declaredArguments: [CommandManual.Argument] {
    let (made, declarations) = ArgumentDeclaration.noted { Self() }
    var rest = declarations[...]
    // The parser reads a type's properties in the same way, and names options after them.
    return Mirror(reflecting: made).children.flatMap { property -> [CommandManual.Argument] in
      if let group = property.value as? any ArgumentGroup { return type(of: group).declaredArguments }
      guard property.value is any ArgumentProperty, let declaration = rest.popFirst() else { return [] }
      return [CommandManual.Argument(declaration, of: property.label ?? "")]
    }
  }
}

extension CommandManual.Argument {
  /// The argument of a property, which is stored under a name such as `_perMinute`.
  fileprivate init(_ declaration: ArgumentDeclaration, of property: String) {
    let name = declaration.name ?? Self.hyphenated(property.drop { $0 == "_" })
    self.init(
      options: declaration.form == .word ? [] : ["--\(name)"],
      valueName: declaration.form == .flag ? nil : declaration.valueName ?? name,
      values: declaration.values,
      abstract: declaration.meaning,
      isRepeating: declaration.isRepeating,
      isOptional: declaration.isOptional
    )
  }

  /// The words of `perMinute` as options write them, `per-minute`.
  private static func hyphenated(_ name: Substring) -> String {
    name.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
  }
}

/// A property that holds one argument.
private protocol ArgumentProperty {}

extension Option: ArgumentProperty {}
extension Flag: ArgumentProperty {}
extension Argument: ArgumentProperty {}

/// A property that holds the arguments that several commands share.
private protocol ArgumentGroup {
  static var declaredArguments: [CommandManual.Argument] { get }
}

extension OptionGroup: ArgumentGroup {
  static var declaredArguments: [CommandManual.Argument] { Value.declaredArguments }
}
