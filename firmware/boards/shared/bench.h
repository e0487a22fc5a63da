// The serial link of a board with real pins (docs/seams.md section 6): commissioning, and the bus for a host when there is no network.
#pragma once
#include "core/types.h"

namespace board {

void bench_start();
void bench_run();
// A host has taken the bus (LINK up) and not given it back.
bool bench_has_bus();
void bench_publish(fw::Text topic, fw::Text payload, u32 flags);
void bench_log(const char* text);

}  // namespace board
