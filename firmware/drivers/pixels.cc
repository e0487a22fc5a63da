// pixels: a strip whose pixels are set one by one. The board keeps their colours; here is kept which of them are lit.
#include "core/driver.h"

namespace fw::pixels_driver {
namespace {

constexpr i32 MOST_PIXELS = 256;
constexpr i32 HOLD = 2;

struct Memory {
  bool on;
  i32 brightness;
  i32 lit;
  u32 lit_bits[MOST_PIXELS / 32];
};
static_assert(PARAMS[param::PIXELS].maximum <= MOST_PIXELS);

void show(Unit& unit) {
  const Memory& m = memory<Memory>(unit);
  const Effect effect = m.on ? Effect::PIXELS : Effect::OFF;
  hal::strip(unit.pins[pin::DATA], (i32)effect, 0, m.brightness, unit.params[param::PIXELS]);
  changed(unit);
}

void set(Unit& unit, i32 index, i32 color) {
  Memory& m = memory<Memory>(unit);
  u32& word = m.lit_bits[index / 32];
  const u32 bit = 1u << (index % 32);
  const bool was_lit = (word & bit) != 0;
  if (was_lit != (color != 0)) {
    word ^= bit;
    m.lit += was_lit ? -1 : 1;
  }
  hal::pixel(unit.pins[pin::DATA], index, color);
}

void set_all(Unit& unit, i32 color) {
  for (i32 index = 0; index < unit.params[param::PIXELS]; index++) set(unit, index, color);
}

void boot(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  m.on = unit.params[param::BOOT_ON] != 0;
  m.brightness = unit.params[param::BOOT_BRIGHTNESS];
  set_all(unit, unit.params[param::BOOT_COLOR]);
  show(unit);
}

void safe(Unit& unit, SafeCause) {
  const i32 state = unit.params[param::SAFE_ON];
  if (state == HOLD) return;
  memory<Memory>(unit).on = state != 0;
  show(unit);
}

bool is_byte(i32 value) { return value >= 0 && value <= 255; }

Reason check(const Unit& unit, u8 v, const i32* args) {
  bool ok = true;
  switch (v) {
    case verb::SET_BRIGHTNESS: ok = is_byte(args[0]); break;
    case verb::SET_ALL: ok = is_byte(args[0]) && is_byte(args[1]) && is_byte(args[2]); break;
    case verb::SET_PIXEL:
      ok = args[0] >= 0 && args[0] < unit.params[param::PIXELS] && is_byte(args[1]) && is_byte(args[2]) && is_byte(args[3]);
      break;
  }
  return ok ? Reason::NONE : Reason::INVALID_PARAMS;
}

i32 color_of(const i32* parts) { return parts[0] << 16 | parts[1] << 8 | parts[2]; }

void start(Unit& unit, u8 v, const i32* args) {
  Memory& m = memory<Memory>(unit);
  switch (v) {
    case verb::ON: m.on = true; break;
    case verb::OFF: m.on = false; break;
    case verb::SET_BRIGHTNESS: m.brightness = args[0]; break;
    case verb::SET_ALL: set_all(unit, color_of(args)); break;
    case verb::SET_PIXEL: set(unit, args[0], color_of(args + 1)); break;
  }
  show(unit);
  complete(unit);
}

void run(Unit&) {}

i32 value(const Unit& unit, u8 index) {
  const Memory& m = memory<Memory>(unit);
  return index == property::ON ? m.on : index == property::BRIGHTNESS ? m.brightness : m.lit;
}
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, never, never};

}  // namespace fw::pixels_driver
