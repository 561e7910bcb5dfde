// The room for pages: what is stored, as HTML, Markdown and SVG.
//
// What belongs here: which facts a page shows and how they are drawn. Templates, style and script are files of EmbeddedData;
// who may see a page is the gateway's business.
