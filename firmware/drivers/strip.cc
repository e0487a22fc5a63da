// strip: an addressable strip, or several alike, showing one pattern. The board renders the frames; this file only says
// which pattern.
#include "core/driver.h"

namespace fw::strip_driver {
namespace {

constexpr i32 MOST_CYCLES = 1000;
constexpr i32 MOST_DELAY_MS = 60'000;

struct Memory {
  i32 effect;
  i32 shown;  // the effect that `set_on` returns to
  i32 color;
  i32 brightness;
  i32 lit;
  i32 blinks;    // changes that a flicker has yet to make; 0: none is under way
  i32 delay_ms;  // between two of them
};

void send(const Unit& unit, i32 effect) {
  const Memory& m = memory<Memory>(unit);
  for (u8 role = pin::DATA; role <= pin::DATA8; role++) {
    if (has_pin(unit, role)) hal::strip(unit.pins[role], effect, m.color, m.brightness, m.lit);
  }
}

// The pattern as it is now; a flicker ends here.
void show(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  m.blinks = 0;
  run_never(unit);
  send(unit, m.effect);
  changed(unit);
}

// Dark and lit in turns, beginning with what the strip is not; the last change is to the pattern as it was. A strip that
// is off flickers with the pattern that `set_on` would bring.
void blink(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  const bool is_off = m.effect == (i32)Effect::OFF;
  const bool other = m.blinks % 2 == 0;
  send(unit, other ? (is_off ? m.shown : (i32)Effect::OFF) : m.effect);
  m.blinks--;
  run_after(unit, (u32)m.delay_ms);
}

void set_effect(Memory& m, i32 effect) {
  m.effect = effect;
  if (effect != (i32)Effect::OFF) m.shown = effect;
}

void boot(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  m.shown = unit.params[param::ON_EFFECT];
  set_effect(m, unit.params[param::BOOT_EFFECT]);
  m.color = unit.params[param::BOOT_COLOR];
  m.brightness = unit.params[param::BOOT_BRIGHTNESS];
  m.lit = least(unit.params[param::BOOT_LIT], unit.params[param::PIXELS]);
  show(unit);
}

// The whole strip, and at its own brightness: an emergency light that was dimmed to nothing would be none.
void set_safe(const Unit& unit, Memory& m) {
  if (unit.params[param::SAFE_EFFECT] < 0) return;
  set_effect(m, unit.params[param::SAFE_EFFECT]);
  m.color = unit.params[param::SAFE_COLOR];
  m.brightness = unit.params[param::SAFE_BRIGHTNESS];
  m.lit = unit.params[param::PIXELS];
}

void safe(Unit& unit, SafeCause) {
  const bool flickers = memory<Memory>(unit).blinks > 0 || unit.armed;
  if (unit.params[param::SAFE_EFFECT] < 0 && !flickers) return;
  set_safe(unit, memory<Memory>(unit));
  show(unit);
}

i32 level_pixels(const Unit& unit, i32 level) {
  return (i32)least<i64>((i64)level * unit.params[param::LEVEL_PIXELS], unit.params[param::PIXELS]);
}

void set_color(Memory& m, i32 color) {
  m.color = color;
  if (m.effect == (i32)Effect::OFF) set_effect(m, m.shown);
}

bool within(i32 value, i32 low, i32 high) { return value >= low && value <= high; }

Reason check(const Unit& unit, u8 v, const i32* args) {
  bool ok = true;
  switch (v) {
    case verb::SHOW: ok = within(args[0], 0, (i32)Effect::BANDS) && within(args[1], 0, 0xffffff); break;
    case verb::SET_COLOR: ok = within(args[0], 0, 0xffffff); break;
    case verb::SET_BRIGHTNESS: ok = within(args[0], 0, 255); break;
    case verb::SET_LIT: ok = within(args[0], 0, unit.params[param::PIXELS]); break;
    case verb::SET_LEVEL: ok = args[0] >= 0; break;
    case verb::SET_RGB: ok = within(args[0], 0, 255) && within(args[1], 0, 255) && within(args[2], 0, 255); break;
    case verb::FLICKER: ok = within(args[0], 1, MOST_CYCLES) && within(args[1], 1, MOST_DELAY_MS); break;
  }
  return ok ? Reason::NONE : Reason::INVALID_PARAMS;
}

void start(Unit& unit, u8 v, const i32* args) {
  Memory& m = memory<Memory>(unit);
  switch (v) {
    case verb::SHOW: set_effect(m, args[0]), m.color = args[1]; break;
    case verb::SET_COLOR: set_color(m, args[0]); break;
    case verb::SET_ON: m.effect = args[0] != 0 ? m.shown : (i32)Effect::OFF; break;
    case verb::SET_BRIGHTNESS: m.brightness = args[0]; break;
    case verb::SET_LIT: m.lit = args[0]; break;
    case verb::OFF: m.effect = (i32)Effect::OFF; break;
    case verb::SHOW_SAFE: set_safe(unit, m); break;
    case verb::SET_LEVEL: m.lit = level_pixels(unit, args[0]); break;
    case verb::SET_RGB: set_color(m, args[0] << 16 | args[1] << 8 | args[2]); break;
    case verb::FLICKER:
      m.blinks = 2 * args[0];
      m.delay_ms = args[1];
      blink(unit);
      return;
  }
  show(unit);
  complete(unit);
}

void run(Unit& unit) {
  if (!take_due(unit)) return;
  if (memory<Memory>(unit).blinks > 0) blink(unit);
  else complete(unit);
}

i32 value(const Unit& unit, u8 index) {
  const Memory& m = memory<Memory>(unit);
  switch (index) {
    case property::EFFECT: return m.effect;
    case property::COLOR: return m.color;
    case property::BRIGHTNESS: return m.brightness;
    default: return m.lit;
  }
}
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, never, never};

}  // namespace fw::strip_driver
