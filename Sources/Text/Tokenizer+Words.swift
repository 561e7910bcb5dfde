// Words: letters, and what may join them.

extension Tokenizer {
  /// Reads a word from its first letter, and returns where the next token begins.
  mutating func word(from start: Int) -> Int {
    let limit = min(end, start + Self.tokenBytesMax)
    if bytes[start] == UInt8(ascii: "_"), let ruler = ruler(start, limit) { return ruler }
    var (at, run) = (start, 8)
    while run == 8, at + 8 <= limit {
      run = ByteRun.wordBytes(input.load(at, 8))
      at += run
    }
    while at < limit, isWordByte(bytes[at]) { at += 1 }
    guard at < limit, joins(classes[Int(bytes[at])]) else { return finishWord(start, at, wide: false) }
    return joinedWord(start, at, limit: limit, wide: false)
  }

  /// Reads a line that is drawn of underscores.
  private mutating func ruler(_ start: Int, _ limit: Int) -> Int? {
    var at = start
    while at < limit, bytes[at] == UInt8(ascii: "_") { at += 1 }
    guard at - start >= Self.rulerBytesMin else { return nil }
    emit(start, at, .punctuation)
    addParting()
    return at
  }

  /// Reads on from a character that may join what stands before it with what follows.
  mutating func joinedWord(_ start: Int, _ joint: Int, limit: Int, wide wideBefore: Bool) -> Int {
    var (at, segment, wide) = (joint, start, wideBefore)
    while at < limit {
      switch classes[Int(bytes[at])] {
      case .letter, .digit: at += 1
      case .wide:
        let (scalar, length) = scalar(at)
        switch characters[scalar].characterClass {
        case .letter, .mark, .digit, .ignorable: (at, wide) = (min(at + length, limit), true)
        case .apostrophe:
          guard let next = apostrophe(start, at, length, wide) else {
            return finishWord(start, at, wide: wide)
          }
          if next < 0 { return -next }
          (at, wide) = (next, true)
        case .hyphen where !breaks(hyphen: at, length, since: segment): (at, wide) = (at + length, true)
        default: return finishWord(start, at, wide: wide)
        }
      case .apostrophe:
        guard let next = apostrophe(start, at, 1, wide) else { return finishWord(start, at, wide: wide) }
        if next < 0 { return -next }
        at = next
      case .hyphen:
        if breaks(hyphen: at, 1, since: segment) { return finishWord(start, at, wide: wide) }
        at += 1
        segment = at
      case .stop:
        guard let next = innerStop(start, at, segment) else {
          return abbreviation(start, at, wide: wide)
        }
        if next < 0 { return -next }
        at = next
        segment = at
      case .joiner:
        guard let next = address(start, at) else { return finishWord(start, at, wide: wide) }
        if next < 0 { return -next }
        at = next
      case .space, .exclamation, .other: return finishWord(start, at, wide: wide)
      }
    }
    return finishWord(start, characterStart(at), wide: wide)
  }

  /// Appends a word that ends at `at`, in two tokens where it is a contraction without an apostrophe.
  @inline(__always)
  mutating func finishWord(_ start: Int, _ at: Int, wide: Bool) -> Int {
    let roles = wide ? emitLong(start, at, .word) : emit(start, at, .word)
    if roles.contains(.contraction) { splitContraction() }
    return at
  }

  /// Splits the last token where the data says so: can|not.
  private mutating func splitContraction() {
    let token = tokens[tokens.count - 1]
    guard let first = profile.contractions[vocabulary.hash(of: token.term)] else { return }
    removeLast()
    emit(Int(token.start), Int(token.start) + first, .word)
    emit(Int(token.start) + first, Int(token.end), .word)
  }

  @inline(__always)
  private func joins(_ byteClass: ByteClass) -> Bool { byteClass != .space && byteClass != .other }
}

// MARK: - What joins a word

extension Tokenizer {
  /// The longest words that are cut at their apostrophe (quelqu', dell') are shorter than this.
  private static let elisionBytesMax = 24

  /// Judges an apostrophe inside a word.
  ///
  /// - Returns: nil where the word ends before it; the offset where the same word goes on; or, after having appended
  ///   the tokens on both sides, the negated offset where the next token begins.
  private mutating func apostrophe(_ start: Int, _ at: Int, _ length: Int, _ wide: Bool) -> Int? {
    let next = at + length
    guard next < end, startsLetter(next) else { return nil }
    var tail = next
    while tail < end, startsLetter(tail) { tail += scalar(tail).length }
    if roles(at, tail).contains(.clitic) {
      let negation = tail - next == 1 && bytes[next] | 0x20 == UInt8(ascii: "t")
      if negation, at - start > 1, bytes[at - 1] | 0x20 == UInt8(ascii: "n") {
        emitWord(start, at - 1, wide)
        emitWord(at - 1, tail, length > 1)
        return -tail
      }
      if !negation {
        emitWord(start, at, wide)
        emitWord(at, tail, length > 1)
        return -tail
      }
    }
    if next - start <= Self.elisionBytesMax, roles(start, next).contains(.elision) {
      emitWord(start, next, wide || length > 1)
      return -next
    }
    return next
  }

  private mutating func emitWord(_ start: Int, _ end: Int, _ wide: Bool) {
    if wide { emitLong(start, end, .word) } else { emit(start, end, .word) }
  }

  /// Whether a hyphen ends the word before it.
  private func breaks(hyphen at: Int, _ length: Int, since segment: Int) -> Bool {
    let next = at + length
    guard next < end, startsLetter(next) || classes[Int(bytes[next])] == .digit else { return true }
    return profile.splitsHyphens && !roles(segment, at).contains(.hyphenPrefix)
  }

  /// Judges a full stop that something may follow without a space: of an initialism or a host name the word goes on.
  ///
  /// - Returns: nil where the word ends with or before the stop; the offset where it goes on; or the negated offset where
  ///   the next token begins, after an address was appended.
  private mutating func innerStop(_ start: Int, _ at: Int, _ segment: Int) -> Int? {
    let next = at + 1
    guard next < end, isWordByte(bytes[next]) || startsLetter(next) else { return nil }
    var tail = next
    while tail < end, tail - next < 64, isWordByte(bytes[tail]) || bytes[tail] == UInt8(ascii: "-") {
      tail += 1
    }
    let letters = at - segment
    if letters <= 2, tail - next <= 2 || roles(start, min(tail + 1, end)).contains(.final) { return next }
    if letters <= 4, tail < end, bytes[tail] == UInt8(ascii: "."), tail - next <= 4,
      segment > start || letters <= 2
    {
      return next
    }
    return hostName(start, next)
  }

  /// Appends an address if a host name's last part lies ahead, and returns the negated offset after it.
  private mutating func hostName(_ start: Int, _ next: Int) -> Int? {
    guard next >= hostlessEnd else { return nil }
    var (at, part) = (next, next)
    while at < end, at - start < Self.tokenBytesMax {
      let byte = bytes[at]
      if isWordByte(byte) || byte == UInt8(ascii: "-") {
        at += 1
      } else if byte == UInt8(ascii: "."), at + 1 < end, isWordByte(bytes[at + 1]) {
        at += 1
        part = at
      } else {
        break
      }
    }
    guard at > part, roles(part, at).contains(.topLevelDomain) else {
      hostlessEnd = at
      return nil
    }
    return -finishAddress(start, at)
  }

  /// Judges @ & : / inside a word, like `apostrophe`.
  private mutating func address(_ start: Int, _ at: Int) -> Int? {
    let next = at + 1
    guard next < end else { return nil }
    switch bytes[at] {
    case UInt8(ascii: "@"): return startsLetter(next) ? -finishAddress(start, at) : nil
    case UInt8(ascii: ":"):
      guard next + 1 < end, bytes[next] == UInt8(ascii: "/"), bytes[next + 1] == UInt8(ascii: "/") else {
        return nil
      }
      return -finishAddress(start, at)
    case UInt8(ascii: "&"): return startsLetter(next) && at - start <= 4 ? next : nil
    default: return nil
    }
  }

  /// Appends an address that goes on to the next white space, without the punctuation that closes the sentence.
  mutating func finishAddress(_ start: Int, _ from: Int) -> Int {
    let limit = min(end, start + Self.tokenBytesMax)
    var at = from
    while at < limit, bytes[at] > 0x20, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "<"),
      bytes[at] != UInt8(ascii: ">"), !(bytes[at] >= 0x80 && endsAddress(at))
    {
      at += 1
    }
    while at > from, ".,;:!?'*)]".utf8.contains(bytes[at - 1]) { at -= 1 }
    at = max(characterStart(at), start + 1)
    emitLong(start, at, .address)
    addCandidate()
    return at
  }

  private func endsAddress(_ at: Int) -> Bool {
    switch characters[scalar(at).value].characterClass {
    case .letter, .mark, .digit, .ideograph, .katakana: false
    default: bytes[at] & 0xC0 != 0x80
    }
  }
}
