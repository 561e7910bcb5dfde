/// Where a sentence stands among the documents of a brief.
package struct BriefSource: Sendable, Hashable, Codable {
  /// Index of the document, from 0.
  package var document: Int
  /// Index of the sentence in that document, from 0.
  package var sentence: Int

  /// Makes a source.
  package init(document: Int, sentence: Int) {
    self.document = document
    self.sentence = sentence
  }
}

/// A sentence of a brief, with the documents that say the same.
package struct BriefSentence: Sendable, Hashable, Codable {
  /// Where it stands.
  package var source: BriefSource
  /// Verbatim from the source.
  package var text: String
  /// As shown: without a dateline.
  package var shown: String
  /// Near-duplicates in other documents, folded into this sentence.
  package var alsoIn: [BriefSource]

  /// Makes a sentence of a brief.
  package init(source: BriefSource, text: String, shown: String, alsoIn: [BriefSource]) {
    self.source = source
    self.text = text
    self.shown = shown
    self.alsoIn = alsoIn
  }
}

/// One document's figure for something that several documents count.
package struct NumberReading: Sendable, Hashable, Codable {
  /// Where it stands.
  package var source: BriefSource
  /// The figure as the document writes it, such as `at least 12`.
  package var figure: String

  /// Makes a reading.
  package init(source: BriefSource, figure: String) {
    self.source = source
    self.figure = figure
  }
}

/// Something that documents count differently, their figures side by side.
package struct NumberDisagreement: Sendable, Hashable, Codable {
  /// What is counted, in the words of the first document, such as `people killed`.
  package var subject: String
  /// One reading for each document that differs, in the order of the documents.
  package var readings: [NumberReading]

  /// Makes a disagreement.
  package init(subject: String, readings: [NumberReading]) {
    self.subject = subject
    self.readings = readings
  }
}

/// A summary of several documents on one story.
package struct Brief: Sendable, Hashable, Codable {
  /// In the order in which they should be read: what is new first.
  package var sentences: [BriefSentence]
  /// Figures that differ from article to article.
  package var disagreements: [NumberDisagreement]

  /// Makes a brief.
  package init(sentences: [BriefSentence], disagreements: [NumberDisagreement]) {
    self.sentences = sentences
    self.disagreements = disagreements
  }
}
