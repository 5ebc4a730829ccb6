#include "CCompression.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

struct decompressor {
    int kind;
    z_stream gzip;
    ZSTD_DStream *zstd;
    const char *reason;
};

decompressor *decompressor_create(int kind) {
    decompressor *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->kind = kind;
    if (kind == DECOMPRESSOR_GZIP) {
        // 15 bits of window, and 16 more to say that a gzip header stands before the data.
        if (inflateInit2(&self->gzip, 15 + 16) == Z_OK) return self;
    } else {
        self->zstd = ZSTD_createDStream();
        if (self->zstd) return self;
    }
    free(self);
    return NULL;
}

void decompressor_destroy(decompressor *self) {
    if (!self) return;
    if (self->kind == DECOMPRESSOR_GZIP) {
        inflateEnd(&self->gzip);
    } else {
        ZSTD_freeDStream(self->zstd);
    }
    free(self);
}

static int run_gzip(decompressor *self, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output,
                    size_t output_capacity, size_t *produced) {
    z_stream *stream = &self->gzip;
    // zlib counts in unsigned int; what is left over is offered again.
    stream->next_in = (Bytef *)input;
    stream->avail_in = input_count > UINT_MAX ? UINT_MAX : (uInt)input_count;
    stream->next_out = output;
    stream->avail_out = output_capacity > UINT_MAX ? UINT_MAX : (uInt)output_capacity;
    int result = inflate(stream, Z_NO_FLUSH);
    *consumed = (size_t)(stream->next_in - input);
    *produced = (size_t)(stream->next_out - output);
    // Z_BUF_ERROR only says that there was nothing to do.
    if (result == Z_OK || result == Z_BUF_ERROR) return DECOMPRESSOR_GOES_ON;
    if (result == Z_STREAM_END) return DECOMPRESSOR_ENDED;
    self->reason = stream->msg ? stream->msg : "invalid data";
    return DECOMPRESSOR_FAILED;
}

static int run_zstd(decompressor *self, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output,
                    size_t output_capacity, size_t *produced) {
    ZSTD_inBuffer in = {input, input_count, 0};
    ZSTD_outBuffer out = {output, output_capacity, 0};
    size_t result = ZSTD_decompressStream(self->zstd, &out, &in);
    *consumed = in.pos;
    *produced = out.pos;
    if (ZSTD_isError(result)) {
        self->reason = ZSTD_getErrorName(result);
        return DECOMPRESSOR_FAILED;
    }
    return result == 0 ? DECOMPRESSOR_ENDED : DECOMPRESSOR_GOES_ON;
}

int decompressor_run(decompressor *self, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output,
                     size_t output_capacity, size_t *produced) {
    return self->kind == DECOMPRESSOR_GZIP
               ? run_gzip(self, input, input_count, consumed, output, output_capacity, produced)
               : run_zstd(self, input, input_count, consumed, output, output_capacity, produced);
}

void decompressor_reset(decompressor *self) {
    if (self->kind == DECOMPRESSOR_GZIP) {
        inflateReset(&self->gzip);
    } else {
        ZSTD_initDStream(self->zstd);
    }
}

const char *decompressor_reason(const decompressor *self) { return self->reason ? self->reason : "invalid data"; }

size_t zstd_pack_bound(size_t count) { return ZSTD_compressBound(count); }

size_t zstd_pack(const uint8_t *input, size_t input_count, uint8_t *output, size_t output_capacity, int level) {
    size_t result = ZSTD_compress(output, output_capacity, input, input_count, level);
    return ZSTD_isError(result) ? 0 : result;
}
