// Swift does not import C functions with variable arguments, and all of libedit's options go through two of them.
// So each option that is used has a typed function here; there is nothing to compile and nothing to link beyond libedit.

#ifndef LEAD_CEDITLINE_SHIM_H
#define LEAD_CEDITLINE_SHIM_H

#include <stdio.h>
#include <wchar.h>
#include <histedit.h>

typedef char *(*editline_prompt_function)(EditLine *);
typedef unsigned char (*editline_key_function)(EditLine *, int);
typedef int (*editline_character_function)(EditLine *, wchar_t *);

static inline int editline_set_prompt(EditLine *e, editline_prompt_function function, char literal) {
    return el_set(e, EL_PROMPT_ESC, function, literal);
}
static inline int editline_set_editor(EditLine *e, const char *mode) { return el_set(e, EL_EDITOR, mode); }
static inline int editline_set_signals(EditLine *e, int on) { return el_set(e, EL_SIGNAL, on); }
static inline int editline_set_terminal(EditLine *e, const char *name) { return el_set(e, EL_TERMINAL, name); }
static inline int editline_set_history(EditLine *e, History *h) { return el_set(e, EL_HIST, history, h); }
static inline int editline_set_raw(EditLine *e, int on) { return el_set(e, EL_PREP_TERM, on); }
static inline int editline_set_editing(EditLine *e, int on) { return el_set(e, EL_EDITMODE, on); }
static inline int editline_refresh(EditLine *e) { return el_set(e, EL_REFRESH, NULL); }
static inline int editline_set_client(EditLine *e, void *client) { return el_set(e, EL_CLIENTDATA, client); }
static inline void *editline_client(EditLine *e) {
    void *client = NULL;
    return el_get(e, EL_CLIENTDATA, &client) == 0 ? client : NULL;
}
static inline int editline_add_key_function(EditLine *e, const char *name, const char *help, editline_key_function f) {
    return el_set(e, EL_ADDFN, name, help, f);
}
static inline int editline_bind(EditLine *e, const char *keys, const char *function) {
    return el_set(e, EL_BIND, keys, function, NULL);
}
// In the keys of vi's command mode.
static inline int editline_bind_alternative(EditLine *e, const char *keys, const char *function) {
    return el_set(e, EL_BIND, "-a", keys, function, NULL);
}
static inline int editline_has_vi_keys(EditLine *e) {
    const char *editor = NULL;
    return el_get(e, EL_EDITOR, &editor) == 0 && editor != NULL && editor[0] == 'v';
}
// The narrow el_set has read both narrow and wide characters with this option over the years; the wide one is plain.
static inline int editline_set_reader(EditLine *e, editline_character_function f) {
    return el_wset(e, EL_GETCFN, f);
}

static inline int editline_history_size(History *h, HistEvent *event, int size) {
    return history(h, event, H_SETSIZE, size);
}
static inline int editline_history_unique(History *h, HistEvent *event, int on) {
    return history(h, event, H_SETUNIQUE, on);
}
static inline int editline_history_enter(History *h, HistEvent *event, const char *entry) {
    return history(h, event, H_ENTER, entry);
}

#endif
