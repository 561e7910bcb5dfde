internal import CEmbeddedData

extension DataFile {
  /// How rare English stems are in news: class, stems parted by spaces.
  package static let englishRarity = DataFile(english_rarity())
  /// English words that story matching reads by their meaning: class, value, words parted by spaces.
  package static let englishStoryWords = DataFile(english_story_words())
}
