// band: an analogue input sorted into bands, with hysteresis at each edge: which fuse is plugged.
#include "drivers/debounce.h"

namespace fw::band_driver {
namespace {

constexpr i32 FAR = 1 << 20;  // beyond any reading
constexpr i32 NO_EDGE = 1024;
constexpr i32 EDGES = 4;

struct Memory {
  Settling settling;
};

// Raw counts where a band begins, 1 to EDGES. The first edge of 1024 ends the list.
i32 edge(const Unit& unit, i32 band) { return unit.params[param::EDGE1 + band - 1]; }

i32 bands_above(const Unit& unit) {
  i32 count = 0;
  while (count < EDGES && edge(unit, count + 1) < NO_EDGE) count++;
  return count;
}

// It leaves the band that it is in only beyond the hysteresis.
i32 band_of(const Unit& unit, i32 raw, i32 band) {
  const i32 half = unit.params[param::HYSTERESIS];
  const i32 last = bands_above(unit);
  while (band < last && raw >= edge(unit, band + 1) + half) band++;
  while (band > 0 && raw < edge(unit, band) - half) band--;
  return band;
}

void watch_band(Unit& unit, i32 band) {
  const i32 half = unit.params[param::HYSTERESIS];
  const i32 low = band == 0 ? -FAR : edge(unit, band) - half;
  const i32 high = band == bands_above(unit) ? FAR : edge(unit, band + 1) + half - 1;
  watch(unit, pin::IN, low, high);
}

void look(Unit& unit) {
  Settling& s = memory<Memory>(unit).settling;
  const i32 seen = band_of(unit, read_pin(unit, pin::IN), s.waiting ? s.candidate : s.stable);
  if (settle_value(unit, s, seen, (u32)unit.params[param::DEBOUNCE_MS])) changed(unit);
  watch_band(unit, seen);
}

// At boot there is no band yet to stay in: the edges alone decide.
void boot(Unit& unit) {
  const i32 raw = read_pin(unit, pin::IN);
  i32 band = 0;
  while (band < bands_above(unit) && raw >= edge(unit, band + 1)) band++;
  memory<Memory>(unit).settling = {band, band, false};
  watch_band(unit, band);
}
void safe(Unit&, SafeCause) {}
Reason check(const Unit&, u8, const i32*) { return Reason::NONE; }
void start(Unit& unit, u8, const i32*) { complete(unit); }

i32 value(const Unit& unit, u8) {
  return unit.params[param::OFFSET] + memory<Memory>(unit).settling.stable * unit.params[param::SCALE];
}
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, look, value, never, never};

}  // namespace fw::band_driver
