#ifndef CCOMPRESSION_H
#define CCOMPRESSION_H

#include <stddef.h>
#include <stdint.h>

// Decompresses streams of gzip (by zlib) and Zstandard (by libzstd) piece by piece, in bounded memory.

typedef struct decompressor decompressor;

enum {
    DECOMPRESSOR_GZIP = 1,
    DECOMPRESSOR_ZSTD = 2,
};

enum {
    DECOMPRESSOR_FAILED = -1,
    DECOMPRESSOR_GOES_ON = 0,
    DECOMPRESSOR_ENDED = 1,  // a gzip member or a frame; another may follow, after decompressor_reset
};

// NULL where memory is short.
decompressor *decompressor_create(int kind);
void decompressor_destroy(decompressor *self);

// Takes input and gives output; says how many bytes of each there were.
int decompressor_run(decompressor *self, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output,
                     size_t output_capacity, size_t *produced);

// Makes ready for another member or frame.
void decompressor_reset(decompressor *self);

// Why the last run failed; a text that lives as long as the program, or the decompressor.
const char *decompressor_reason(const decompressor *self);

// The most bytes that zstd_pack makes of so many.
size_t zstd_pack_bound(size_t count);

// Packs a whole text as one Zstandard frame; 0 where memory is short or the output too small.
size_t zstd_pack(const uint8_t *input, size_t input_count, uint8_t *output, size_t output_capacity, int level);

#endif
