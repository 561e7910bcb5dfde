internal import EmbeddedData
package import Foundation
internal import Model
internal import Mustache

/// What stands on every page around its content.
package struct PageFrame: Sendable {
  /// Of the window.
  package var title: String
  /// One line at the top: how the desk is doing.
  package var status: String
  /// Whether there is somebody to sign out.
  package var isSignedIn: Bool
  /// Whether the page keeps itself up to date.
  package var isLive: Bool
  /// When the page was made, which it shows in UTC.
  package var now: Date

  /// Makes a frame.
  package init(title: String, status: String = "", isSignedIn: Bool = false, isLive: Bool = false, now: Date)
  {
    self.title = title
    self.status = status
    self.isSignedIn = isSignedIn
    self.isLive = isLive
    self.now = now
  }

  var values: [String: Any] {
    [
      "title": title, "status": status, "isSignedIn": isSignedIn, "isLive": isLive,
      "now": now.formatted(.iso8601), "nowShown": now.shown, "version": Version.current,
    ]
  }
}

/// The templates of all pages, read once.
enum PageTemplates {
  enum Name: String, CaseIterable {
    case layout
    case board
    case firing
    case story
    case storyParts = "story-parts"
    case article
    case signIn = "sign-in"
    case problem
    case report
    case reportMarkdown = "report-markdown"

    fileprivate var file: DataFile {
      switch self {
      case .layout: .boardLayout
      case .board: .boardPage
      case .firing: .boardFiring
      case .story: .boardStory
      case .storyParts: .boardStoryParts
      case .article: .boardArticle
      case .signIn: .boardSignIn
      case .problem: .boardProblem
      case .report: .boardReport
      case .reportMarkdown: .boardReportMarkdown
      }
    }
  }

  private static let library: MustacheLibrary = {
    var templates: [String: MustacheTemplate] = [:]
    for name in Name.allCases {
      let isMarkdown = name == .reportMarkdown
      let pragma = isMarkdown ? "{{% CONTENT_TYPE:TEXT}}" : ""
      do {
        templates[name.rawValue] = try MustacheTemplate(string: pragma + name.file.text)
      } catch {
        preconditionFailure("the template \(name.rawValue) is none: \(error)")
      }
    }
    return MustacheLibrary(templates: templates)
  }()

  /// A page: values of the frame, and over them its own.
  static func page(_ name: Name, _ values: [String: Any], in frame: PageFrame) -> String {
    library.render(frame.values.merging(values) { $1 }, withTemplate: name.rawValue) ?? ""
  }
}

/// What pages need beside their templates.
package enum BoardAsset {
  /// The style sheet of all pages, as CSS.
  package static var style: String { DataFile.boardStyle.text }
  /// The script by which a live page asks for itself anew.
  package static var script: String { DataFile.boardScript.text }
  /// The icon, as SVG.
  package static var icon: String { DataFile.boardIcon.text }
}

extension Date {
  /// `2021-10-18 20:00 UTC`.
  var shown: String {
    let text = formatted(.iso8601)
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }

  /// The day in UTC.
  var day: CalendarDay { CalendarDay(daysSinceEpoch: Int((timeIntervalSince1970 / 86_400).rounded(.down))) }
}
