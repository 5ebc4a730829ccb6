#include "CGazetteer.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char bytes[] __attribute__((aligned(16))) = {
#embed "../../gazetteer/gazetteer.bin"
};

const void *incidents_gazetteer_bytes(void) { return bytes; }

size_t incidents_gazetteer_length(void) { return sizeof bytes; }
