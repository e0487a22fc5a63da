#include "boards/shared/entries.h"

#include "boards/shared/bench.h"
#include "boards/shared/sampler.h"
#include "boards/shared/wiring.h"
#include "core/runtime.h"

namespace board {

Watches watches;

namespace {

bool wanted;
u32 due_ms;
bool linked;

void took(u32 delay_ms, u32 now_ms) {
  wanted = delay_ms != fw::NEVER;
  due_ms = now_ms + delay_ms;
}

}  // namespace

void entry_boot(const u8* table, u32 table_bytes, const u8* key, u32 key_bytes, u32 reason, u32 now_ms) {
  wiring_forget();
  took(fw::boot(table, table_bytes, key, key_bytes, reason, now_ms), now_ms);
  const char* const problem = wiring_problem();
  if (problem == nullptr) return;
  bench_log(problem);
  took(fw::boot(table, 0, key, key_bytes, reason, now_ms), now_ms);
}

void entry_link(bool up, u32 now_ms) {
  if (up == linked) return;
  linked = up;
  took(fw::link_changed(up, now_ms), now_ms);
}

void entry_message(fw::Text topic, fw::Text payload, bool retained, u32 now_ms) {
  took(fw::message(topic, payload, retained, now_ms), now_ms);
}

void entry_run(u32 now_ms) {
  const bool outside = watches.outside();
  const bool ended = steppers_ended();
  if (outside || ended || (wanted && fw::reached(due_ms, now_ms))) took(fw::run(now_ms), now_ms);
}

}  // namespace board
