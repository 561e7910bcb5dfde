extension Unicode.Scalar {
  /// True for what nobody sees and what changes how others are seen: controls, format characters (bidi controls, soft hyphen, word
  /// joiner, byte order mark …), surrogates, noncharacters, and marks that are never drawn.
  package var isInvisible: Bool {
    switch properties.generalCategory {
    case .format, .control, .surrogate: true
    case .unassigned: properties.isNoncharacterCodePoint || properties.isDefaultIgnorableCodePoint
    case .nonspacingMark:
      value == 0x034F || (0x180B...0x180F).contains(value) || (0x17B4...0x17B5).contains(value)
    default: false
    }
  }
}
