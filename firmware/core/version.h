// What this image is. BUILD_HASH comes from the builder: the hash of sources and flags.
#pragma once
#include "core/types.h"

#ifndef UNDERSTUDY_BUILD_HASH
#define UNDERSTUDY_BUILD_HASH "0000000000000000"
#endif

// The commit that it was built from, at most 40 digits.
#ifndef UNDERSTUDY_GIT_SHA
#define UNDERSTUDY_GIT_SHA "unknown"
#endif

namespace fw {
inline constexpr Text FIRMWARE_VERSION = text("1.0.0");
// A builder that knows of no hash may also define it empty.
inline constexpr Text BUILD_HASH =
    sizeof UNDERSTUDY_BUILD_HASH > 1 ? text(UNDERSTUDY_BUILD_HASH) : text("0000000000000000");
inline constexpr Text GIT_SHA = sizeof UNDERSTUDY_GIT_SHA > 1 ? text(UNDERSTUDY_GIT_SHA) : text("unknown");
static_assert(sizeof UNDERSTUDY_GIT_SHA <= 41, "longer than a commit's hash");
}  // namespace fw
