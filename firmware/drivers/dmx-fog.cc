// dmx_fog: a fog machine on three channels of DMX512. A cap on the time that it makes fog is its own.
#include "core/driver.h"

namespace fw::dmx_fog_driver {
namespace {

constexpr i32 FULL = 255;
constexpr u8 CHANNELS = 3;  // pins, properties and the verbs that set them are in the same order
static_assert((u8)pin::FAN == (u8)property::FAN_SPEED && (u8)pin::FAN == (u8)verb::SET_FAN_SPEED && verb::OFF == CHANNELS);

struct Memory {
  i32 channel[CHANNELS];
  bool settling;
  bool capped;  // the volume goes to 0 by itself at `off_at`
  u32 settle_at;
  u32 off_at;
};

void set(Unit& unit, u8 channel, i32 level) {
  Memory& m = memory<Memory>(unit);
  hal::write(unit.pins[channel], level);
  if (m.channel[channel] != level) changed(unit);
  m.channel[channel] = level;
  if (channel != property::VOLUME) return;
  // A cap runs from the moment that fog began; another volume does not extend it.
  const i32 cap = unit.params[param::MAX_ON_MS];
  if (!m.capped) m.off_at = g.now + (u32)cap;
  m.capped = level > 0 && cap > 0;
}

void schedule(Unit& unit) {
  const Memory& m = memory<Memory>(unit);
  run_never(unit);
  if (m.settling) run_by(unit, m.settle_at);
  if (m.capped) run_by(unit, m.off_at);
}

void all_off(Unit& unit) {
  for (u8 channel = 0; channel < CHANNELS; channel++) set(unit, channel, 0);
  memory<Memory>(unit).settling = false;
  schedule(unit);
}

void boot(Unit& unit) { all_off(unit); }
void safe(Unit& unit, SafeCause) { all_off(unit); }

Reason check(const Unit&, u8 v, const i32* args) {
  return v == verb::OFF || (args[0] >= 0 && args[0] <= FULL) ? Reason::NONE : Reason::INVALID_PARAMS;
}

void start(Unit& unit, u8 v, const i32* args) {
  Memory& m = memory<Memory>(unit);
  if (v == verb::OFF) all_off(unit);
  else set(unit, v, args[0]);
  m.settling = true;
  m.settle_at = g.now + (u32)unit.params[param::SETTLE_MS];
  schedule(unit);
}

void run(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  if (!take_due(unit)) return;
  if (m.settling && reached(m.settle_at, g.now)) {
    m.settling = false;
    complete(unit);
  }
  // The machine's own timer would make fog again.
  if (m.capped && reached(m.off_at, g.now)) {
    set(unit, pin::VOLUME, 0);
    set(unit, pin::TIMER, 0);
  }
  schedule(unit);
}

i32 value(const Unit& unit, u8 index) { return memory<Memory>(unit).channel[index]; }
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, never, never};

}  // namespace fw::dmx_fog_driver
