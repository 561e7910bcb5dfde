/// The elements that rules tell apart. The raw value is the index that a node carries.
package enum Tag: UInt8, CaseIterable, Sendable {
  /// A run of text.
  case text
  /// An element of any other name.
  case other
  /// The page and what its head says.
  case html, head, body, title, meta, link, base
  /// The parts of a page, and its plain blocks.
  case article, section, main, header, footer, nav, aside, div, p
  /// Headings.
  case h1, h2, h3, h4, h5, h6, hgroup
  /// Lists, their items and menus.
  case ul, ol, li, dl, dt, dd, menu
  /// Quotations, code, pictures, films and sounds.
  case blockquote, q, pre, code, figure, figcaption, picture, img, video, audio, source
  /// Tables and what they are made of.
  case table, caption, thead, tbody, tfoot, tr, td, th, colgroup, col
  /// Words marked within a line; `b` to `strike` in part long out of use, and still written.
  case a, abbr, acronym, big, nobr, address, b, bdi, bdo, br, cite, del, dfn, em, i, ins, kbd, mark, s, samp,
    small, span, strike
  /// More marks within a line, with line breaks and rules.
  case strong, sub, sup, time, tt, u, wbr, font, center, hr
  /// What a reader fills in or presses.
  case form, fieldset, legend, label, input, button, select, option, optgroup, textarea, output, progress,
    meter
  /// What is shown without scripts, on demand or by programs, and AMP's advertisements.
  case noscript, template, details, summary, dialog, object, embed, canvas, map, area, data, datalist, rp, rt,
    ruby, slot, ampAd

  /// The name in the page, in lower case; text and other names have one that no page can have.
  var name: String {
    switch self {
    case .text: "#text"
    case .other: "#other"
    case .ampAd: "amp-ad"
    default: "\(self)"
    }
  }
}

/// The attributes that rules read; all others are left out before a page is parsed.
package enum AttributeName: UInt8, CaseIterable, Sendable {
  /// Its name within the page.
  case id
  /// Its classes, parted by white space.
  case `class`
  /// What links, pictures and the `meta` elements say.
  case href, src, rel, alt, title, lang, dir, type, name, property, content, value
  /// Microdata, dates, and what says that an element is hidden.
  case itemprop, itemtype, datetime, role, hidden, style
  /// What is told to screen readers, and names that outlets' own programs give to parts of a page.
  case ariaHidden, ariaLabel, dataTestid, dataComponent, dataType, dataBlock, dataQa, dataModule
  /// Set on a `template` whose content is shown in the place of its parent's.
  case shadowrootmode

  /// The name in the page, in lower case.
  var attribute: String {
    switch self {
    case .ariaHidden: "aria-hidden"
    case .ariaLabel: "aria-label"
    case .dataTestid: "data-testid"
    case .dataComponent: "data-component"
    case .dataType: "data-type"
    case .dataBlock: "data-block"
    case .dataQa: "data-qa"
    case .dataModule: "data-module"
    default: "\(self)"
    }
  }
}
