#include "core/runtime.h"

#include "core/command.h"
#include "core/driver.h"
#include "core/fence.h"
#include "core/pending.h"
#include "core/publisher.h"
#include "core/safety.h"
#include "core/table.h"

namespace fw {

constinit Controller g{};

namespace {

constexpr u32 BOOT_COUNT_SLOT = 0;

// Takes the board's count of ms. Everything that this entry does happens at this instant. A count that went back is a
// fault of the clock: no time has passed, so nothing is on, silent or awaited for longer by as much as it went back.
void enter(u32 count) {
  const u32 passed = (u32)most(until(count, g.count), 0);
  g.count = count;
  g.now += passed;
  g.uptime_ms += passed;
}

u32 delay_until(u32 instant, u32 soonest) { return least(soonest, (u32)most(until(instant, g.now), 0)); }

void find_next_due() {
  g.timers_stale = g.timers_armed = false;
  for (u32 i = 0; i < g.unit_count; i++) {
    const Unit& unit = g.units[i];
    if (!unit.armed || (g.timers_armed && until(unit.due, g.next_due) >= 0)) continue;
    g.timers_armed = true;
    g.next_due = unit.due;
  }
}

// Publishes what has changed and says when to come back.
u32 leave() {
  u32 delay = NEVER;
  if (g.any_dirty && g.link) {
    g.any_dirty = false;
    for (u32 i = 0; i < g.device_count; i++) {
      if (g.devices[i].dirty) publish_state(g.devices[i]);
    }
  }
  if (g.link) delay = delay_until(g.heartbeat_due, delay);
  if (!g.table_ok) return delay;
  if (!g.engine_silent) delay = delay_until(g.engine_due, delay);
  if (g.timers_stale) find_next_due();
  if (g.timers_armed) delay = delay_until(g.next_due, delay);
  return next_start(delay);
}

// Refreshes are spread over the beats, so that they need no wakes of their own and never fall together.
void refresh_states(u32 beats_per_refresh) {
  const u32 phase = g.beat % beats_per_refresh;
  for (u32 i = 0; i < g.device_count; i++) {
    if (i * beats_per_refresh / g.device_count == phase) mark_dirty(g.devices[i]);
  }
  if (phase != 0) return;
  // A last will that came late, or that another client caused, stays retained until it is contradicted.
  publish_presence();
  if (!g.counters_changed) return;
  g.counters_changed = false;
  publish_counters();
}

void heartbeat() {
  if (!g.link || !reached(g.heartbeat_due, g.now)) return;
  publish_heartbeat();
  g.heartbeat_due += g.heartbeat_ms;
  if (reached(g.heartbeat_due, g.now)) g.heartbeat_due = g.now + g.heartbeat_ms;
  g.beat++;
  refresh_states(most(defaults::STATE_REFRESH_MS / g.heartbeat_ms, (u32)1));
}

u64 units_of_pins() {
  u64 wanted = 0;
  for (u32 i = 0; i < g.watch_count; i++) {
    const Watch& w = g.watches[i];
    const i32 value = hal::read(w.pin);
    if (value < w.low || value > w.high) wanted |= 1ull << w.unit;
  }
  for (u32 i = 0; i < g.unit_count; i++) {
    if (g.units[i].ramping) wanted |= 1ull << i;
  }
  return wanted;
}

u64 units_of_time() {
  u64 wanted = 0;
  for (u32 i = 0; i < g.unit_count; i++) {
    const Unit& unit = g.units[i];
    if (unit.armed && reached(unit.due, g.now)) wanted |= 1ull << i;
  }
  return wanted;
}

// First finds, then serves: a driver may change its watches while it runs.
void run_units(bool clock_only) {
  u64 wanted = clock_only ? 0 : units_of_pins();
  if (g.timers_stale || (g.timers_armed && reached(g.next_due, g.now))) wanted |= units_of_time();
  for (u32 i = 0; wanted != 0; i++, wanted >>= 1) {
    if (wanted & 1) driver_of(g.units[i]).run(g.units[i]);
  }
}

void count_boot() {
  u32 count = 0;
  if (hal::store_read(BOOT_COUNT_SLOT, &count, sizeof count) != sizeof count) count = 0;
  g.boot_count = count + 1;
  hal::store_write(BOOT_COUNT_SLOT, &g.boot_count, sizeof g.boot_count);
}

}  // namespace

void watch(Unit& unit, u8 role, i32 low, i32 high) {
  const u8 pin = unit.pins[role];
  u32 i = 0;
  while (i < g.watch_count && (g.watches[i].unit != unit.index || g.watches[i].pin != pin)) i++;
  if (i == g.watch_count) g.watch_count++;
  g.watches[i] = {unit.index, pin, low, high};
  hal::watch(pin, low, high);
}

void watch_end(Unit& unit, u8 role) {
  const u8 pin = unit.pins[role];
  for (u32 i = 0; i < g.watch_count; i++) {
    if (g.watches[i].unit != unit.index || g.watches[i].pin != pin) continue;
    g.watches[i] = g.watches[--g.watch_count];
    hal::watch(pin, 1, 0);
    return;
  }
}

u32 boot(const u8* table, u32 table_bytes, const u8* key, u32 key_bytes, u32 reason, u32 now) {
  clear(&g, sizeof g);
  g.now = g.count = now;
  g.last_error = Reason::NONE;
  g.boot_reason = (BootReason)least(reason, (u32)BOOT_REASON_COUNT - 1);
  const u32 held = least(table_bytes, (u32)limit::TABLE_BYTES);
  copy(g.table, table, held);
  Sha256 hash;
  hash.start();
  hash.add(g.table, held);
  hash.finish(g.table_hash);
  g.key.set(key, key_bytes);
  g.key_bytes = key_bytes;
  g.table_ok = decode_table(table_bytes);
  count_boot();
  if (!g.table_ok) {
    g.device_count = g.unit_count = 0;
    g.last_error = Reason::INTERNAL_ERROR;
    prepare_topics();
    return NEVER;
  }
  safety_load();
  for (u32 i = 0; i < g.unit_count; i++) driver_of(g.units[i]).boot(g.units[i]);
  safety_boot();
  fence_load();
  prepare_topics();
  return leave();
}

u32 link_changed(bool up, u32 now) {
  enter(now);
  safety_look();
  g.link = up;
  if (up) {
    publish_hello();
    publish_presence();
    publish_heartbeat();
    for (u32 i = 0; i < g.device_count; i++) mark_dirty(g.devices[i]);
    g.heartbeat_due = g.now + g.heartbeat_ms;
  }
  return leave();
}

u32 message(Text topic, Text payload, bool retained, u32 now) {
  enter(now);
  safety_look();
  if (equal(topic, {g.engine_topic, g.engine_topic_len})) {
    if (!retained && is_engine_heartbeat(payload)) engine_heard();
    return leave();
  }
  for (u32 i = 0; i < g.device_count; i++) {
    Device& device = g.devices[i];
    const Text prefix{device.topic, device.topic_len};
    if (topic.len != prefix.len + 3 || !equal({topic.at + prefix.len, 3}, text("cmd"))) continue;
    if (!equal({topic.at, prefix.len}, prefix)) continue;
    take_command(device, payload, retained);
    return leave();
  }
  g.counters.unknown_topic++;
  g.counters_changed = true;
  return leave();
}

u32 run(u32 now, bool clock_only) {
  enter(now);
  if (g.table_ok) {
    safety_look();
    run_units(clock_only);
    engine_check();
    start_due();
  }
  heartbeat();
  return leave();
}

}  // namespace fw
