internal import Model
internal import Storage

extension Wording {
  static func words(_ conflict: StoryConflict) -> String {
    switch conflict {
    case .noSuchStory(let story): "there is no story \(story) that stands; stories lists them"
    case .articleNotInStory(let article, let story):
      "\(article) is not in \(story); story \(story) lists its articles"
    case .storyHasNoOther(let story): "\(story) has no other article: there is nothing to split"
    case .sameStory(let story): "\(story) cannot be merged with itself"
    }
  }
}
