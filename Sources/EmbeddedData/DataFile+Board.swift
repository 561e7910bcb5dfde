internal import CEmbeddedData

extension DataFile {
  /// The frame of every page, in Mustache.
  package static let boardLayout = DataFile(board_layout())
  /// What the board shows at one look.
  package static let boardPage = DataFile(board_page())
  /// One alert.
  package static let boardFiring = DataFile(board_firing())
  /// One story, in the frame.
  package static let boardStory = DataFile(board_story())
  /// What a story's page and a report have in common.
  package static let boardStoryParts = DataFile(board_story_parts())
  /// One article.
  package static let boardArticle = DataFile(board_article())
  /// Where a token is asked for.
  package static let boardSignIn = DataFile(board_sign_in())
  /// What went wrong.
  package static let boardProblem = DataFile(board_problem())
  /// A page that stands by itself.
  package static let boardReport = DataFile(board_report())
  /// The same in Markdown.
  package static let boardReportMarkdown = DataFile(board_report_markdown())
  /// How it all looks.
  package static let boardStyle = DataFile(board_style())
  /// What keeps an open page up to date.
  package static let boardScript = DataFile(board_script())
  /// The sign of the program.
  package static let boardIcon = DataFile(board_icon())
}
