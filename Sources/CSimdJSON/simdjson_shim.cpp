#include "CSimdJSON.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include <simdjson.h>

namespace dom = simdjson::dom;

struct simdjson_reader {
    dom::parser parser;
    std::vector<simdjson_token> tokens;
    size_t depth_limit;
    bool too_deep = false;

    explicit simdjson_reader(size_t limit) : depth_limit(limit) {}

    void add(uint32_t kind, uint64_t bits, size_t length) {
        tokens.push_back({bits, static_cast<uint32_t>(length), kind});
    }

    void add(std::string_view text) {
        add(SIMDJSON_TOKEN_STRING, reinterpret_cast<uintptr_t>(text.data()), text.size());
    }

    // Recursion is bounded: the parser has refused whatever is deeper than the limit, but for an empty innermost
    // container, which it does not count and which is noticed here.
    void add(dom::element element, size_t depth) {
        switch (element.type()) {
        case dom::element_type::NULL_VALUE:
            return add(SIMDJSON_TOKEN_NULL, 0, 0);
        case dom::element_type::BOOL:
            return add(bool(element) ? SIMDJSON_TOKEN_TRUE : SIMDJSON_TOKEN_FALSE, 0, 0);
        case dom::element_type::INT64:
            return add(SIMDJSON_TOKEN_INTEGER, static_cast<uint64_t>(int64_t(element)), 0);
        case dom::element_type::UINT64:
            return add(SIMDJSON_TOKEN_UNSIGNED, uint64_t(element), 0);
        case dom::element_type::DOUBLE: {
            double number = double(element);
            uint64_t bits;
            std::memcpy(&bits, &number, sizeof bits);
            return add(SIMDJSON_TOKEN_REAL, bits, 0);
        }
        case dom::element_type::STRING:
            return add(std::string_view(element));
        case dom::element_type::ARRAY: {
            // simdjson's own count saturates at 2^24 - 1, so elements are counted here.
            if (depth > depth_limit) too_deep = true;
            size_t at = tokens.size();
            uint32_t count = 0;
            add(SIMDJSON_TOKEN_ARRAY, 0, 0);
            for (dom::element child : dom::array(element)) {
                add(child, depth + 1);
                count += 1;
            }
            tokens[at].length = count;
            return;
        }
        case dom::element_type::OBJECT: {
            if (depth > depth_limit) too_deep = true;
            size_t at = tokens.size();
            uint32_t count = 0;
            add(SIMDJSON_TOKEN_OBJECT, 0, 0);
            for (auto member : dom::object(element)) {
                add(member.key);
                add(member.value, depth + 1);
                count += 1;
            }
            tokens[at].length = count;
            return;
        }
        }
    }
};

simdjson_reader *simdjson_reader_create(size_t depth_limit) {
    try {
        return new simdjson_reader(depth_limit);
    } catch (...) {
        return nullptr;
    }
}

void simdjson_reader_destroy(simdjson_reader *reader) {
    delete reader;
}

int simdjson_reader_parse(simdjson_reader *reader, const uint8_t *text, size_t length) {
    try {
        reader->tokens.clear();
        // simdjson counts the document itself as one level.
        if (reader->parser.capacity() < length || reader->parser.max_depth() != reader->depth_limit + 1) {
            // Grows by doubling, so that a run of ever longer texts does not reallocate at each.
            size_t capacity = std::max(length, 2 * reader->parser.capacity());
            if (capacity > simdjson::SIMDJSON_MAXSIZE_BYTES) capacity = length;
            if (auto error = reader->parser.allocate(capacity, reader->depth_limit + 1)) {
                return error == simdjson::MEMALLOC ? SIMDJSON_RESULT_NO_MEMORY : SIMDJSON_RESULT_REFUSED;
            }
        }
        dom::element root;
        auto error = reader->parser.parse(text, length, true).get(root);
        switch (error) {
        case simdjson::SUCCESS:
            break;
        case simdjson::MEMALLOC:
            return SIMDJSON_RESULT_NO_MEMORY;
        case simdjson::DEPTH_ERROR:
            return SIMDJSON_RESULT_TOO_DEEP;
        default:
            return SIMDJSON_RESULT_REFUSED;
        }
        reader->too_deep = false;
        reader->add(root, 1);
        return reader->too_deep ? SIMDJSON_RESULT_TOO_DEEP : SIMDJSON_RESULT_OK;
    } catch (...) {
        return SIMDJSON_RESULT_NO_MEMORY;
    }
}

const simdjson_token *simdjson_reader_tokens(const simdjson_reader *reader, size_t *count) {
    *count = reader->tokens.size();
    return reader->tokens.data();
}

int simdjson_is_text(const uint8_t *bytes, size_t length) {
    if (length == 0) return 1;
    return std::memchr(bytes, 0, length) == nullptr
        && simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length);
}
