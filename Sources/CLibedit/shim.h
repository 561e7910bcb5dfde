#pragma once
#include <histedit.h>
#include <locale.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

extern int wcwidth(wchar_t);  // X/Open; the header hides it from plain C

// Swift cannot call variadic functions, nor name C's stdin; one typed function for each shape of call that is needed.

typedef unsigned char (*clibedit_key_function)(EditLine *, int);
typedef char *(*clibedit_prompt_function)(EditLine *);

static inline EditLine *clibedit_open(const char *program) { return el_init(program, stdin, stdout, stderr); }

static inline int clibedit_set_int(EditLine *editor, int option, int value) { return el_set(editor, option, value); }
static inline int clibedit_set_string(EditLine *editor, int option, const char *value) {
  return el_set(editor, option, value);
}
static inline int clibedit_set_client(EditLine *editor, void *client) { return el_set(editor, EL_CLIENTDATA, client); }
static inline void *clibedit_client(EditLine *editor) {
  void *client = NULL;
  el_get(editor, EL_CLIENTDATA, &client);
  return client;
}
static inline int clibedit_is_vi(EditLine *editor) {
  const char *name = NULL;
  return el_get(editor, EL_EDITOR, &name) == 0 && name != NULL && name[0] == 'v';
}
// `mark` stands around what takes no columns.
static inline int clibedit_set_prompt(EditLine *editor, clibedit_prompt_function prompt, char mark) {
  return el_set(editor, EL_PROMPT_ESC, prompt, mark);
}
static inline int clibedit_set_reader(EditLine *editor, el_rfunc_t reader) { return el_set(editor, EL_GETCFN, reader); }
static inline int clibedit_set_history(EditLine *editor, History *list) { return el_set(editor, EL_HIST, history, list); }
static inline int clibedit_add_function(EditLine *editor, const char *name, const char *help, clibedit_key_function function) {
  return el_set(editor, EL_ADDFN, name, help, function);
}
static inline int clibedit_bind(EditLine *editor, const char *key, const char *name) {
  return el_set(editor, EL_BIND, key, name, NULL);
}
static inline int clibedit_set_tty(EditLine *editor, const char *mode, const char *setting) {
  return el_set(editor, EL_SETTY, mode, setting, NULL);
}
static inline int clibedit_refresh(EditLine *editor) { return el_set(editor, EL_REFRESH); }

static inline int clibedit_history_set(History *list, int option, int value) {
  HistEvent event;
  return history(list, &event, option, value);
}
static inline int clibedit_history_enter(History *list, const char *line) {
  HistEvent event;
  return history(list, &event, H_ENTER, line);
}
// Walks with H_FIRST and H_NEXT, from the newest to the oldest; below 0 at the end.
static inline int clibedit_history_walk(History *list, HistEvent *event, int direction) {
  return history(list, event, direction);
}
static inline int clibedit_history_delete(History *list, int number) {
  HistEvent event;
  int result = history(list, &event, H_DEL, number);
  if (result >= 0) free((void *)event.str);  // the caller owns the deleted line
  return result;
}
