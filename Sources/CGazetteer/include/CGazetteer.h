#pragma once
#include <stddef.h>

/// The gazetteer that is part of this program: gazetteer/gazetteer.bin, byte for byte, at a multiple of 16.
/// The pages are read from the program's file as they are touched.
const void *_Nonnull incidents_gazetteer_bytes(void);

/// How many bytes that is.
size_t incidents_gazetteer_length(void);
