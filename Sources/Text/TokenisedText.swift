/// What the tokeniser has read so far, for the sentence splitter to look at where it lies.
struct TokenisedText {
  let input: InputBytes
  let tokens: UnsafeBufferPointer<Token>
  /// What the language's data says of each term, by term id.
  let roles: UnsafeBufferPointer<WordRoles>
  /// Indices of tokens after which a sentence of the last paragraph may end.
  let candidates: UnsafeBufferPointer<Int32>
  /// Indices of its tokens that may part what has no mark between.
  let partings: UnsafeBufferPointer<Int32>
  let profile: LanguageProfile

  var bytes: UnsafeBufferPointer<UInt8> { input.bytes }

  /// The scalar at an offset and its length in bytes.
  @inline(__always)
  func scalar(_ at: Int) -> (value: UInt32, length: Int) { input.scalar(at) }
}
