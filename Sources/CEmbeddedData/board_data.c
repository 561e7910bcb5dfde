#include "board_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char board_layout_bytes[] = {
#embed "data/board/layout.mustache"
};
EMBEDDED_FILE(board_layout)

static const unsigned char board_page_bytes[] = {
#embed "data/board/board.mustache"
};
EMBEDDED_FILE(board_page)

static const unsigned char board_firing_bytes[] = {
#embed "data/board/firing.mustache"
};
EMBEDDED_FILE(board_firing)

static const unsigned char board_story_bytes[] = {
#embed "data/board/story.mustache"
};
EMBEDDED_FILE(board_story)

static const unsigned char board_story_parts_bytes[] = {
#embed "data/board/story-parts.mustache"
};
EMBEDDED_FILE(board_story_parts)

static const unsigned char board_article_bytes[] = {
#embed "data/board/article.mustache"
};
EMBEDDED_FILE(board_article)

static const unsigned char board_sign_in_bytes[] = {
#embed "data/board/sign-in.mustache"
};
EMBEDDED_FILE(board_sign_in)

static const unsigned char board_problem_bytes[] = {
#embed "data/board/problem.mustache"
};
EMBEDDED_FILE(board_problem)

static const unsigned char board_report_bytes[] = {
#embed "data/board/report.mustache"
};
EMBEDDED_FILE(board_report)

static const unsigned char board_report_markdown_bytes[] = {
#embed "data/board/report-markdown.mustache"
};
EMBEDDED_FILE(board_report_markdown)

static const unsigned char board_style_bytes[] = {
#embed "data/board/board.css"
};
EMBEDDED_FILE(board_style)

static const unsigned char board_script_bytes[] = {
#embed "data/board/board.js"
};
EMBEDDED_FILE(board_script)

static const unsigned char board_icon_bytes[] = {
#embed "data/board/board.svg"
};
EMBEDDED_FILE(board_icon)
