#pragma once
// The part of simdjson that JSONValues needs, as C: parse one text into a flat list of tokens in the order of the text.
// No exception leaves this interface.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    SIMDJSON_TOKEN_NULL,
    SIMDJSON_TOKEN_FALSE,
    SIMDJSON_TOKEN_TRUE,
    SIMDJSON_TOKEN_INTEGER,   // bits: an int64_t
    SIMDJSON_TOKEN_UNSIGNED,  // bits: a uint64_t above INT64_MAX
    SIMDJSON_TOKEN_REAL,      // bits: of a double
    SIMDJSON_TOKEN_STRING,    // bits: address of the UTF-8 text; length: its bytes
    SIMDJSON_TOKEN_ARRAY,     // length: number of elements, whose tokens follow
    SIMDJSON_TOKEN_OBJECT,    // length: number of members; each is a string token and then the tokens of its value
};

typedef struct {
    uint64_t bits;
    uint32_t length;
    uint32_t kind;
} simdjson_token;

enum {
    SIMDJSON_RESULT_OK,
    SIMDJSON_RESULT_REFUSED,    // the text is not JSON, or holds a number that does not fit
    SIMDJSON_RESULT_TOO_DEEP,
    SIMDJSON_RESULT_NO_MEMORY,
};

// A parser keeps its buffers from one text to the next. It belongs to one thread at a time.
typedef struct simdjson_reader simdjson_reader;

// NULL when there is no memory.
simdjson_reader *simdjson_reader_create(size_t depth_limit);
void simdjson_reader_destroy(simdjson_reader *reader);

// Parses `length` bytes; the text needs no padding. Returns one of SIMDJSON_RESULT_*.
int simdjson_reader_parse(simdjson_reader *reader, const uint8_t *text, size_t length);

// The tokens of the last text that was parsed, and the strings that they point to, stay until the next call of parse.
const simdjson_token *simdjson_reader_tokens(const simdjson_reader *reader, size_t *count);

// Whether bytes are UTF-8 without a NUL.
int simdjson_is_text(const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif
