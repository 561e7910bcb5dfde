#pragma once
#include "embedded.h"

// The frame of every page, in Mustache.
EmbeddedFile board_layout(void);
// What the board shows at one look.
EmbeddedFile board_page(void);
// One alert.
EmbeddedFile board_firing(void);
// One story, in the frame.
EmbeddedFile board_story(void);
// What a story's page and a report have in common.
EmbeddedFile board_story_parts(void);
// One article.
EmbeddedFile board_article(void);
// Where a token is asked for.
EmbeddedFile board_sign_in(void);
// What went wrong.
EmbeddedFile board_problem(void);
// A page that stands by itself.
EmbeddedFile board_report(void);
// The same in Markdown.
EmbeddedFile board_report_markdown(void);
// How it all looks.
EmbeddedFile board_style(void);
// What keeps an open page up to date.
EmbeddedFile board_script(void);
// The sign of the program.
EmbeddedFile board_icon(void);
