internal import CEmbeddedData

extension DataFile {
  /// How rare English stems are in news: class, stems parted by spaces.
  package static let englishRarity = DataFile(english_rarity())
  /// English words that story matching reads by their meaning: class, value, words parted by spaces.
  package static let englishStoryWords = DataFile(english_story_words())
  /// Publisher families: owner, registrable domains parted by spaces.
  package static let publisherFamilies = DataFile(publisher_families())
  /// News agencies: name, how credits write it, parted by bars.
  package static let newsAgencies = DataFile(news_agencies())
  /// English phrases that tie an act to the act it answers: side of the answer, phrase.
  package static let englishChainPhrases = DataFile(english_chain_phrases())
  /// Learned weights of story matching: part, evidence, how far it counts, bend, weight.
  package static let storyWeights = DataFile(story_weights())
}
