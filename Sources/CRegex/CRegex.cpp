#include "CRegex.h"

#include <re2/re2.h>

struct cregex {
    re2::RE2 regex;
    cregex(re2::StringPiece pattern, const re2::RE2::Options &options) : regex(pattern, options) {}
};

cregex *cregex_compile(const char *pattern, size_t length, int64_t max_memory, int ignores_case) {
    re2::RE2::Options options;
    options.set_encoding(re2::RE2::Options::EncodingUTF8);
    options.set_log_errors(false);
    options.set_max_mem(max_memory);
    options.set_case_sensitive(!ignores_case);
    return new cregex(re2::StringPiece(pattern, length), options);
}

const char *cregex_error(const cregex *regex) {
    return regex->regex.ok() ? nullptr : regex->regex.error().c_str();
}

const char *cregex_error_argument(const cregex *regex) {
    return regex->regex.ok() ? nullptr : regex->regex.error_arg().c_str();
}

int cregex_matches(const cregex *regex, const char *text, size_t length) {
    return re2::RE2::PartialMatch(re2::StringPiece(text, length), regex->regex);
}

void cregex_free(cregex *regex) {
    delete regex;
}
