// The flat tree in the making: what the handlers of libxml2's events for HTML and for feeds share.
#pragma once
#include "markup.h"

#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>

#include "scan.h"

// Elements that libxml2 lets nest without the scan's counting them (a cell in an item in a cell …) end here.
enum { STACK_DEPTH_MAX = 8192, POINTER_SLOTS = 256 };

typedef struct {
  const xmlChar *pointer;
  uint8_t tag;
} TagSlot;

typedef struct {
  MarkupTree *tree;
  const MarkupNames *names;
  MarkupLimits limits;
  xmlParserCtxtPtr parser;
  ByteBuffer pool;
  size_t node_capacity, attribute_capacity;
  int32_t open[STACK_DEPTH_MAX];
  size_t depth;
  bool text_is_open;              // the last node is text and goes on
  TagSlot tags[POINTER_SLOTS];  // libxml2 interns names: one pointer, one name
} Builder;

// Ends the parse at a limit; what came so far stays.
void builder_stop(Builder *builder);

// Opens an element; null at a limit.
MarkupNode *_Nullable builder_open(Builder *builder, uint8_t tag);

// Adds an attribute to the element that was opened last.
void builder_add_attribute(Builder *builder, MarkupNode *node, uint8_t name, const uint8_t *_Nullable value, size_t count);

// Closes the element that was opened last.
void builder_close(Builder *builder);

// Adds text to what is open, each run of white space as one space.
void builder_add_text(Builder *builder, const uint8_t *bytes, size_t count);

// Closes what is still open, and hands the tree its pool.
void builder_finish(Builder *builder);
