// What this image is. BUILD_HASH comes from the builder: the hash of sources and flags.
#pragma once
#include "core/types.h"

#ifndef UNDERSTUDY_BUILD_HASH
#define UNDERSTUDY_BUILD_HASH "0000000000000000"
#endif

namespace fw {
inline constexpr Text FIRMWARE_VERSION = text("1.0.0");
// A builder that knows of no hash may also define it empty.
inline constexpr Text BUILD_HASH =
    sizeof UNDERSTUDY_BUILD_HASH > 1 ? text(UNDERSTUDY_BUILD_HASH) : text("0000000000000000");
}  // namespace fw
