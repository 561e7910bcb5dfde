internal import CEmbeddedData

extension DataFile {
  /// Learned weights of what an article is: feature, value, a weight for each question. Made by JudgementTraining.
  package static let newsworthinessWeights = DataFile(newsworthiness_weights())
  /// Learned weights of what a candidate is: feature, value, a weight for each class. Made by JudgementTraining.
  package static let actWeights = DataFile(act_weights())
  /// Learned weights of how real an act is. Made by JudgementTraining.
  package static let statusWeights = DataFile(status_weights())
  /// Learned weights of the verdict on a whole article. Made by JudgementTraining.
  package static let verdictWeights = DataFile(verdict_weights())
  /// Learned weights of what an article is about. Made by JudgementTraining.
  package static let mainWeights = DataFile(main_weights())
  /// Learned weights of who stands on an act's sides. Made by JudgementTraining.
  package static let sideWeights = DataFile(side_weights())
  /// What the names of sections say of an article: kind, value, words.
  package static let sectionWords = DataFile(section_words())
  /// Themes of words, learned from texts alone: word, how rare it is, how far it lies along each theme. Made by
  /// JudgementTraining.
  package static let wordThemes = DataFile(word_themes())
}
