/// The elements that rules tell apart. The raw value is the index that a node carries.
package enum Tag: UInt8, CaseIterable, Sendable {
  /// A run of text.
  case text
  /// An element of any other name.
  case other
  case html, head, body, title, meta, link, base
  case article, section, main, header, footer, nav, aside, div, p
  case h1, h2, h3, h4, h5, h6, hgroup
  case ul, ol, li, dl, dt, dd, menu
  case blockquote, q, pre, code, figure, figcaption, picture, img, video, audio, source
  case table, caption, thead, tbody, tfoot, tr, td, th, colgroup, col
  case a, abbr, acronym, big, nobr, address, b, bdi, bdo, br, cite, del, dfn, em, i, ins, kbd, mark, s, samp,
    small, span, strike
  case strong, sub, sup, time, tt, u, wbr, font, center, hr
  case form, fieldset, legend, label, input, button, select, option, optgroup, textarea, output, progress,
    meter
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
  case id
  case `class`
  case href, src, rel, alt, title, lang, dir, type, name, property, content, value
  case itemprop, itemtype, datetime, role, hidden, style
  case ariaHidden, ariaLabel, dataTestid, dataComponent, dataType, dataBlock, dataQa, dataModule
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
