internal import CLibpcre2

/// What became of looking for a pattern in a text.
package enum PatternSearch: Sendable, Hashable {
  /// The first place where it matches, in UTF-8 byte offsets.
  case found(Range<Int>)
  /// It was looked for in all of the text that is looked at, and matches nowhere.
  case notFound
  /// It took more steps than a search may, and was given up: neither a match nor the lack of one.
  case givenUp
}

/// Why a text is no pattern.
package struct PatternError: Error, Sendable, Hashable {
  /// PCRE2's own words.
  package var message: String
  /// Where in the pattern, in UTF-8 bytes.
  package var offset: Int
}

/// A regular expression as Perl has them, compiled once (pcre2pattern(3), PCRE2 10.42).
///
/// Letters are Unicode's (`\w`, `\b`), and `\C`, which can split a character, is refused.
package final class Pattern: Sendable {
  /// Named limits, with their reasons (pcre2api(3), "The match context").
  package enum Limits {
    /// Longer ones are not typed by a person.
    package static let sourceBytesMax = 1_000
    /// Steps back within one search from one starting point: far more than sound patterns take.
    static let matchStepsMax: UInt32 = 20_000
    /// Nested tries at a time: bounds the memory, not the answers of sound patterns.
    static let depthMax: UInt32 = 2_000
    /// Memory of one search, in KiB.
    static let heapKibibytesMax: UInt32 = 4_096
    /// Groups within groups.
    static let nestingMax: UInt32 = 50
    /// All pattern items that one search may try in the whole text: some tens of milliseconds.
    static let itemsMax: UInt64 = 2_000_000
    /// What lies behind is not looked at: longer than any article.
    package static let textBytesMax = 1 << 20
  }

  /// As it was typed, between the slashes.
  package let source: String
  /// Whether a letter stands for its other case, too, by Unicode's properties.
  package let isCaseInsensitive: Bool
  // Compiled code is never written to after it was made ("Multithreading", pcre2api(3)), so threads may share it.
  nonisolated(unsafe) private let code: OpaquePointer

  /// Compiles a pattern.
  ///
  /// - Throws: what PCRE2 says of it.
  package init(_ source: String, isCaseInsensitive: Bool = false) throws(PatternError) {
    guard source.utf8.count <= Limits.sourceBytesMax else {
      throw PatternError(
        message: "it is longer than \(Limits.sourceBytesMax) bytes",
        offset: Limits.sourceBytesMax
      )
    }
    self.source = source
    self.isCaseInsensitive = isCaseInsensitive
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    pcre2_set_parens_nest_limit_8(context, Limits.nestingMax)
    var options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_AUTO_CALLOUT
    if isCaseInsensitive { options |= PCRE2_CASELESS }
    var (number, offset) = (Int32(0), 0)
    let bytes = Array(source.utf8)
    let code = bytes.withUnsafeBufferPointer { buffer in
      pcre2_compile_8(buffer.baseAddress, buffer.count, options, &number, &offset, context)
    }
    guard let code else { throw PatternError(message: Self.words(number), offset: offset) }
    self.code = code
  }

  deinit { pcre2_code_free_8(code) }

  /// Looks for the first match.
  ///
  /// - Complexity: at most `Limits.itemsMax` steps, whatever the pattern.
  package func search(_ text: String) -> PatternSearch {
    var text = text
    return text.withUTF8 { search(UnsafeBufferPointer(rebasing: $0.prefix(Self.wholeCharacters(of: $0)))) }
  }

  private func search(_ bytes: UnsafeBufferPointer<UInt8>) -> PatternSearch {
    let context = pcre2_match_context_create_8(nil)
    let found = pcre2_match_data_create_from_pattern_8(code, nil)
    defer {
      pcre2_match_data_free_8(found)
      pcre2_match_context_free_8(context)
    }
    pcre2_set_match_limit_8(context, Limits.matchStepsMax)
    pcre2_set_depth_limit_8(context, Limits.depthMax)
    pcre2_set_heap_limit_8(context, Limits.heapKibibytesMax)
    // The limits above count anew at each starting point; the callout counts over the whole text.
    var items = UInt64(0)
    let status = withUnsafeMutablePointer(to: &items) { items in
      pcre2_set_callout_8(context, Self.countItem, items)
      return pcre2_match_8(code, bytes.baseAddress, bytes.count, 0, 0, found, context)
    }
    if status == PCRE2_ERROR_NOMATCH { return .notFound }
    guard status > 0, let ends = pcre2_get_ovector_pointer_8(found), ends[0] <= ends[1] else {
      return .givenUp
    }
    return .found(ends[0]..<ends[1])
  }

  /// Called before every item of the pattern is tried; anything but 0 ends the search.
  private static let countItem:
    @convention(c) (UnsafeMutablePointer<pcre2_callout_block_8>?, UnsafeMutableRawPointer?) -> Int32 = {
      _,
      data in
      guard let items = data?.assumingMemoryBound(to: UInt64.self) else { return PCRE2_ERROR_CALLOUT }
      items.pointee += 1
      return items.pointee > Limits.itemsMax ? PCRE2_ERROR_CALLOUT : 0
    }

  /// How many bytes may be searched, so that no character is cut.
  private static func wholeCharacters(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard bytes.count > Limits.textBytesMax else { return bytes.count }
    var end = Limits.textBytesMax
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  private static func words(_ number: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(number, &buffer, buffer.count)
    return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "error \(number)"
  }
}

extension Pattern: Hashable {
  /// True for the same text with the same case rule; patterns of other texts that match the same are others.
  package static func == (left: Pattern, right: Pattern) -> Bool {
    left.source == right.source && left.isCaseInsensitive == right.isCaseInsensitive
  }

  /// Feeds the text and the case rule, as `==` compares them.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(source)
    hasher.combine(isCaseInsensitive)
  }
}
