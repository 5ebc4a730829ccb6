// Only the re-entrant API of GEOS: every call names its context handle.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
