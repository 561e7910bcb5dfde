// Numbers, stops and all that is no word, and reading characters.

extension Tokenizer {
  /// Appends a word before a full stop, with the stop where it is an abbreviation, and notes where a sentence may end.
  mutating func abbreviation(_ start: Int, _ stop: Int, wide: Bool) -> Int {
    guard ownsStop(start, stop, wide) else { return finishWord(start, stop, wide: wide) }
    if wide { emitLong(start, stop + 1, .word) } else { emit(start, stop + 1, .word) }
    addCandidate()
    return stop + 1
  }

  /// Whether a full stop after a word writes an abbreviation.
  private func ownsStop(_ start: Int, _ stop: Int, _ wide: Bool) -> Bool {
    if stop + 1 < end, bytes[stop + 1] == UInt8(ascii: ".") { return false }
    if start + scalar(start).length == stop, startsUpper(start) { return true }
    let roles = roles(start, stop + 1)
    if !roles.isDisjoint(with: [.title, .inner, .final]) { return true }
    let following = nextVisible(stop + 1)
    if roles.contains(.beforeNumber) { return following < end && isDigit(following) || following == end }
    if roles.contains(.calendar), following < end, !startsUpper(following) {
      return startsUpper(start) || profile.language != "en"
    }
    return bytes[start..<stop].contains(UInt8(ascii: "."))
  }

  /// Reads a number from its first digit: groups of digits joined by . , : / or hyphens, and what is written on to them.
  mutating func number(from start: Int) -> Int {
    let limit = min(end, start + Self.tokenBytesMax)
    var at = start + 1
    while at < limit {
      let byteClass = classes[Int(bytes[at])]
      if byteClass == .digit { at += 1 } else if joinsDigits(at) { at += 2 } else { break }
    }
    at = datesAndPhones(start, at, limit)
    guard at < limit, startsLetter(at) else {
      emit(start, at, .number)
      if at - start >= Self.dateBytesMin { addParting() }
      return at
    }
    return digitsAndLetters(start, at, limit)
  }

  /// The shortest date in digits: 1/2/26.
  private static let dateBytesMin = 6

  /// Whether a separator between two digits joins them.
  private func joinsDigits(_ at: Int) -> Bool {
    switch bytes[at] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "/"):
      at + 1 < end && classes[Int(bytes[at + 1])] == .digit
    default: false
    }
  }

  /// Takes the groups of a date or telephone number (2026-11-21, 713-853-3989): two hyphens at least, so that a range or a
  /// score (2019-2021, 3-1) stays three tokens.
  private func datesAndPhones(_ start: Int, _ at: Int, _ limit: Int) -> Int {
    var (reach, groups) = (at, 0)
    while reach + 1 < limit, bytes[reach] == UInt8(ascii: "-"), classes[Int(bytes[reach + 1])] == .digit {
      reach += 1
      while reach < limit, classes[Int(bytes[reach])] == .digit { reach += 1 }
      groups += 1
    }
    return groups >= 2 ? reach : at
  }

  /// Reads letters written on to a number: units are tokens of their own (5|km), the rest belongs to it (5th, 1990s, 3D).
  private mutating func digitsAndLetters(_ start: Int, _ digits: Int, _ limit: Int) -> Int {
    var tail = digits
    while tail < limit, startsLetter(tail) { tail += scalar(tail).length }
    let dotted = tail < end && bytes[tail] == UInt8(ascii: ".")
    if roles(digits, tail).contains(.unit) || dotted && roles(digits, min(tail + 3, end)).contains(.unit) {
      emit(start, digits, .number)
      return digits
    }
    guard tail < limit, isWordByte(bytes[tail]) else {
      emitLong(start, characterStart(tail), .number)
      return characterStart(tail)
    }
    while tail < limit, isWordByte(bytes[tail]) { tail += 1 }
    emitLong(start, tail, .word)
    return tail
  }

  /// Reads a run of full stops.
  mutating func stops(from start: Int) -> Int {
    let limit = min(end, start + Self.tokenBytesMax)
    var at = start + 1
    while at < limit, bytes[at] == UInt8(ascii: ".") { at += 1 }
    if at == start + 1, at < end, classes[Int(bytes[at])] == .digit, startsToken(start) {
      return number(from: start)
    }
    emit(start, at, .punctuation)
    addCandidate()
    return at
  }

  /// Reads a run of question and exclamation marks.
  mutating func exclamations(from start: Int) -> Int {
    var at = start + 1
    while at < end, at - start < Self.tokenBytesMax, classes[Int(bytes[at])] == .exclamation { at += 1 }
    emit(start, at, .punctuation)
    addCandidate()
    return at
  }

  /// Reads any other ASCII character: runs of hyphens and of like quotation marks are one token.
  mutating func mark(from start: Int) -> Int {
    let byte = bytes[start]
    var at = start + 1
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "#"):
      while at < end, bytes[at] == byte, at - start < Self.tokenBytesMax { at += 1 }
    case UInt8(ascii: "'"), UInt8(ascii: "`"):
      if byte == UInt8(ascii: "'"), let clitic = detachedClitic(start) { at = clitic }
      if at < end, bytes[at] == byte, at == start + 1 { at += 1 }
    default: break
    }
    if at == start + 1, at < end, startsToken(start), startsLetter(at) {
      if byte == UInt8(ascii: "@") || byte == UInt8(ascii: "#") { return finishAddress(start, at) }
    }
    if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ";"), startsToken(start), let smile = emoticon(start)
    {
      emit(start, smile, .symbol)
      addCandidate()
      return smile
    }
    emit(start, at, kind(of: byte))
    if at - start >= Self.rulerBytesMin { addParting() }
    if byte == UInt8(ascii: ";"), profile.asksBySemicolon { addCandidate() }
    return at
  }

  /// So many like marks in a row are drawn as a line: ***** and =====.
  static let rulerBytesMin = 5

  /// The end of a face between spaces: :) ;-) :D
  private func emoticon(_ start: Int) -> Int? {
    var at = start + 1
    if at < end, bytes[at] == UInt8(ascii: "-") { at += 1 }
    guard at < end, ")(DP/|".utf8.contains(bytes[at]) else { return nil }
    return at + 1 == end || bytes[at + 1] <= 0x20 ? at + 1 : nil
  }

  /// The end of a clitic whose host is no word that took it: the 's after a closing quotation mark or a number.
  private func detachedClitic(_ start: Int) -> Int? {
    guard !startsToken(start), start + 1 < end, startsLetter(start + 1) else { return nil }
    var tail = start + 1
    while tail < end, startsLetter(tail) { tail += scalar(tail).length }
    return roles(start, tail).contains(.clitic) ? tail : nil
  }

  private func kind(of byte: UInt8) -> TokenKind {
    switch CharacterClass.of(UInt32(byte)) {
    case .symbol, .currency: .symbol
    default: .punctuation
    }
  }
}

// MARK: - Characters outside ASCII

extension Tokenizer {
  /// Reads a token that begins with a character outside ASCII.
  mutating func wide(from start: Int) -> Int {
    let (scalar, length) = scalar(start)
    let next = start + length
    switch characters[scalar].characterClass {
    case .space:
      noteSpace()
      return next
    case .ignorable: return next
    case .letter, .mark, .digit:
      return joinedWord(start, next, limit: min(end, start + Self.tokenBytesMax), wide: true)
    case .katakana: return run(of: .katakana, start, next)
    case .ideograph: return ideograph(start, next)
    case .apostrophe: return wideApostrophe(start, next)
    case .terminator, .stop, .exclamation, .ellipsis:
      emitLong(start, next, .punctuation)
      addCandidate()
    case .symbol, .currency, .bullet: emitLong(start, next, .symbol)
    default: emitLong(start, next, .punctuation)
    }
    return next
  }

  /// Reads a character of a script without spaces, with the marks that follow it.
  private mutating func ideograph(_ start: Int, _ from: Int) -> Int {
    var at = from
    while at < end, at - start < Self.tokenBytesMax - 4, bytes[at] >= 0x80 {
      let (scalar, length) = scalar(at)
      guard characters[scalar].characterClass == .mark else { break }
      at += length
    }
    emitLong(start, at, .word)
    pairWithLast()
    return at
  }

  private mutating func run(of wanted: CharacterClass, _ start: Int, _ from: Int) -> Int {
    var at = from
    while at < end, at - start < Self.tokenBytesMax, bytes[at] >= 0x80 {
      let (scalar, length) = scalar(at)
      guard characters[scalar].characterClass == wanted else { break }
      at += length
    }
    emitLong(start, at, .word)
    return at
  }

  private mutating func wideApostrophe(_ start: Int, _ next: Int) -> Int {
    var tail = next
    while tail < end, startsLetter(tail) { tail += scalar(tail).length }
    let clitic = tail > next && !startsToken(start) && roles(start, tail).contains(.clitic)
    emitLong(start, clitic ? tail : next, .punctuation)
    return clitic ? tail : next
  }

  /// The start of the character that an offset lies in.
  func characterStart(_ at: Int) -> Int {
    var at = at
    while at < end, at > 0, bytes[at] & 0xC0 == 0x80 { at -= 1 }
    return at
  }

  /// The offset of the next character that is no white space.
  func nextVisible(_ from: Int) -> Int {
    var at = from
    while at < end, bytes[at] <= 0x20 { at += 1 }
    return at
  }

  /// Whether white space, or the start of the paragraph, stands before an offset.
  private func startsToken(_ at: Int) -> Bool {
    guard let last = tokens.last else { return true }
    return Int(last.end) < at
  }
}
