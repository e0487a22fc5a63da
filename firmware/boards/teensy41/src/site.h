// What differs from site to site: where the broker is. A build may set its own by -D flags.
#pragma once
#include "core/types.h"

#ifndef UNDERSTUDY_BROKER
#define UNDERSTUDY_BROKER {192, 168, 10, 2}
#endif
#ifndef UNDERSTUDY_BROKER_PORT
#define UNDERSTUDY_BROKER_PORT 1883
#endif
#ifndef UNDERSTUDY_BROKER_USER
#define UNDERSTUDY_BROKER_USER ""
#define UNDERSTUDY_BROKER_PASSWORD ""
#endif

namespace site {
constexpr u8 BROKER[4] = UNDERSTUDY_BROKER;
constexpr u16 BROKER_PORT = UNDERSTUDY_BROKER_PORT;
constexpr fw::Text USER = fw::text(UNDERSTUDY_BROKER_USER);
constexpr fw::Text PASSWORD = fw::text(UNDERSTUDY_BROKER_PASSWORD);
}  // namespace site
