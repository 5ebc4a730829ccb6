// The checksum of the index file's sections: eight independent lanes of xor, rotate and multiply, so that a modern
// core spends about one cycle on eight bytes. Every step is a bijection of a lane for a fixed word and of the word for
// a fixed lane, so a change that is confined to one 8-byte word always changes the answer.
#include "internal.h"
#include <string.h>

static const uint64_t odd = 0x9E3779B97F4A7C15u;

static inline uint64_t mix(uint64_t lane, uint64_t word) {
    lane ^= word;
    lane = lane << 29 | lane >> 35;
    return lane * odd;
}

uint64_t ck_checksum(const void *bytes, size_t length) {
    uint64_t lanes[8];
    for (uint64_t k = 0; k < 8; ++k) lanes[k] = (k + 1) * 0xD1B54A32D192ED03u;
    const unsigned char *p = bytes;
    size_t left = length;
    for (; left >= 64; left -= 64, p += 64) {
        uint64_t words[8];
        memcpy(words, p, 64);
        for (int k = 0; k < 8; ++k) lanes[k] = mix(lanes[k], words[k]);
    }
    if (left) {
        uint64_t words[8] = {0};
        memcpy(words, p, left);
        for (int k = 0; k < 8; ++k) lanes[k] = mix(lanes[k], words[k]);
    }
    uint64_t answer = length;
    for (int k = 0; k < 8; ++k) answer = mix(answer ^ answer >> 32, lanes[k]);
    answer ^= answer >> 29;
    answer *= 0xBF58476D1CE4E5B9u;
    return answer ^ answer >> 32;
}
