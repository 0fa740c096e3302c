// A C face for RE2, so that Swift needs no C++ interoperability.

#ifndef LEAD_CREGEX_H
#define LEAD_CREGEX_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cregex cregex;

/// Compiles UTF-8 text; never null. Ask `cregex_error` whether it worked, and free it in any case.
cregex *cregex_compile(const char *pattern, size_t length, int64_t max_memory, int ignores_case);

/// Why the text is no pattern, as UTF-8 that lives as long as the pattern; null when it is one.
const char *cregex_error(const cregex *regex);

/// The part of the text that the error is about; null when there is no error.
const char *cregex_error_argument(const cregex *regex);

/// Whether the pattern is found anywhere in UTF-8 text; safe on several threads at once.
int cregex_matches(const cregex *regex, const char *text, size_t length);

/// Frees what `cregex_compile` made.
void cregex_free(cregex *regex);

#ifdef __cplusplus
}
#endif

#endif
