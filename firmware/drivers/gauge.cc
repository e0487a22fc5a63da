// gauge: a needle on a stepper that follows a valve's potentiometer.
// Asleep, it watches a window around the filtered reading; outside it, it samples until the reading has settled again.
#include "core/driver.h"

namespace fw::gauge_driver {
namespace {

constexpr u32 ZERO_SLOT = 2;
constexpr u32 ZEROS = hal::STORE_BYTES / sizeof(i32);
constexpr u32 SAMPLE_MS = 25;
constexpr i32 UNITY = 1000;           // the filter works in thousandths of a raw count
constexpr i32 QUIET = 2500;           // a sample within this of the filtered value is noise
constexpr u8 QUIET_SAMPLES = 4;       // so many in a row: the valve rests
constexpr i32 LEAST_WINDOW = 4;       // raw counts either side: beyond the noise of a 10-bit converter

struct Memory {
  bool active;
  bool sampling;
  bool moving;
  u8 quiet;
  i32 filtered;   // thousandths of a raw count
  i32 published;  // tenths of a psi
  i32 zero;       // step count at which the needle shows 0
  i32 target;     // step count
  i32 low, high;  // thousandths of a raw count: asleep while the reading is within
  u32 sample_at;
  u32 moved_at;
};

i32 full_scale(const Unit& unit) { return unit.params[param::PSI_MAX] * 10; }

i32 deci_psi(const Unit& unit) {
  const i64 span = (i64)unit.params[param::RAW_MAX] - unit.params[param::RAW_MIN];
  if (span == 0) return 0;
  const i64 above = memory<Memory>(unit).filtered - (i64)unit.params[param::RAW_MIN] * UNITY;
  return (i32)clamp<i64>(above * full_scale(unit) / (span * UNITY), 0, full_scale(unit));
}

// Gauges are numbered in the order of the table; each keeps its zero in its own place of the slot.
u32 ordinal(const Unit& unit) {
  u32 count = 0;
  for (u32 i = 0; i < unit.index; i++) count += g.units[i].driver == DriverCode::GAUGE;
  return count;
}

void load_zero(Unit& unit) {
  i32 zeros[ZEROS] = {};
  const u32 mine = ordinal(unit);
  hal::store_read(ZERO_SLOT, zeros, sizeof zeros);
  if (mine < ZEROS) memory<Memory>(unit).zero = zeros[mine];
}

void store_zero(const Unit& unit) {
  i32 zeros[ZEROS] = {};
  const u32 mine = ordinal(unit);
  hal::store_read(ZERO_SLOT, zeros, sizeof zeros);
  if (mine >= ZEROS) return;
  zeros[mine] = memory<Memory>(unit).zero;
  if (hal::store_write(ZERO_SLOT, zeros, sizeof zeros) != 1) g.last_error = Reason::INTERNAL_ERROR;
}

i32 sample(const Unit& unit) {
  const i64 sum = (i64)read_pin(unit, pin::POT) + read_pin(unit, pin::POT) + read_pin(unit, pin::POT);
  return (i32)(clamp<i64>(sum, -3 * 65536, 3 * 65536) * UNITY / 3);
}

void sleep(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  const i32 span = distance(unit.params[param::RAW_MAX], unit.params[param::RAW_MIN]);
  const i32 band = (i32)((i64)unit.params[param::DEADBAND_DECI_PSI] * span / full_scale(unit));
  const i32 half = most(band, LEAST_WINDOW);
  const i32 center = (m.filtered + UNITY / 2) / UNITY;
  m.sampling = false;
  m.low = (center - half) * UNITY;
  m.high = (center + half) * UNITY;
  watch(unit, pin::POT, center - half, center + half);
}

void wake(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  m.sampling = true;
  m.quiet = 0;
  m.sample_at = g.now;
  watch_end(unit, pin::POT);
}

void move_to(Unit& unit, i32 target) {
  Memory& m = memory<Memory>(unit);
  const i32 way = (i32)clamp<i64>((i64)target - read_pin(unit, pin::STEP), -1'000'000, 1'000'000);
  m.target = target;
  m.moved_at = g.now;
  if (way == 0 && !m.moving) return;
  hal::ramp(unit.pins[pin::STEP], way, unit.params[param::RATE_STEPS_PER_S], unit.params[param::ACCEL_STEPS_PER_S2]);
  if (!m.moving) changed(unit);
  m.moving = way != 0;
  unit.ramping = m.moving;
}

void halt(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  hal::ramp(unit.pins[pin::STEP], 0, 0, 0);
  m.target = read_pin(unit, pin::STEP);
  if (m.moving) changed(unit);
  m.moving = false;
  unit.ramping = false;
}

// The needle follows what has been published, not more often than the table allows. True when it still has to.
bool follow(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  if (!m.active || g.engine_silent) return false;
  const i32 target = add(m.zero, (i32)((i64)m.published * unit.params[param::SWEEP_STEPS] / full_scale(unit)));
  if (target == m.target) return false;
  if (!reached(m.moved_at + (u32)unit.params[param::MIN_MOVE_INTERVAL_MS], g.now)) return true;
  move_to(unit, target);
  return false;
}

void take_sample(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  const i32 seen = sample(unit);
  m.quiet = (u8)(distance(seen, m.filtered) <= QUIET ? m.quiet + 1 : 0);
  m.filtered += (i32)((i64)(seen - m.filtered) * unit.params[param::FILTER_PER_MILLE] / UNITY);
  const i32 psi = deci_psi(unit);
  const bool rests = m.quiet >= QUIET_SAMPLES;
  if (psi != m.published && (rests || distance(psi, m.published) >= unit.params[param::DEADBAND_DECI_PSI])) {
    m.published = psi;
    changed(unit);
  }
  if (rests) sleep(unit);
  else m.sample_at = g.now + SAMPLE_MS;
}

void schedule(Unit& unit, bool waiting_to_move) {
  const Memory& m = memory<Memory>(unit);
  run_never(unit);
  if (m.sampling) run_at(unit, m.sample_at);
  else if (waiting_to_move) run_at(unit, m.moved_at + (u32)unit.params[param::MIN_MOVE_INTERVAL_MS]);
}

void boot(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  halt(unit);
  load_zero(unit);
  m.moved_at = g.now - (u32)unit.params[param::MIN_MOVE_INTERVAL_MS];
  m.filtered = sample(unit);
  m.published = deci_psi(unit);
  m.active = unit.params[param::BOOT_ACTIVE] != 0;
  if (unit.params[param::HOME_AT_BOOT] != 0 && !m.active) move_to(unit, m.zero);
  sleep(unit);
  schedule(unit, follow(unit));
}

// In safe idle the needle rests; once the engine is back it follows again from the next movement of the valve.
void safe(Unit& unit, SafeCause cause) {
  Memory& m = memory<Memory>(unit);
  if (cause == SafeCause::LATCHED) {
    if (m.active) changed(unit);
    m.active = false;
  }
  halt(unit);
  schedule(unit, false);
}

Reason check(const Unit& unit, u8 v, const i32* args) {
  if (v == verb::ADJUST_ZERO && (args[0] < -100'000 || args[0] > 100'000)) return Reason::INVALID_PARAMS;
  const bool moves = v == verb::HOME || v == verb::ADJUST_ZERO;
  return moves && memory<Memory>(unit).moving ? Reason::BUSY : Reason::NONE;
}

void start(Unit& unit, u8 v, const i32* args) {
  Memory& m = memory<Memory>(unit);
  changed(unit);
  switch (v) {
    case verb::ACTIVATE: m.active = true; break;
    case verb::DEACTIVATE: m.active = false, halt(unit); break;
    case verb::HOME: m.active = false, move_to(unit, m.zero); break;
    case verb::ADJUST_ZERO:
      m.zero = add(m.zero, args[0]);
      store_zero(unit);
      move_to(unit, add(read_pin(unit, pin::STEP), args[0]));
      break;
    case verb::SET_ZERO:
      m.zero = read_pin(unit, pin::STEP);
      store_zero(unit);
      break;
  }
  schedule(unit, follow(unit));
  const bool waits = v == verb::HOME || v == verb::ADJUST_ZERO;
  if (!waits || !m.moving) complete(unit);
}

void run(Unit& unit) {
  Memory& m = memory<Memory>(unit);
  if (m.moving && read_pin(unit, pin::STEP) == m.target) {
    m.moving = false;
    unit.ramping = false;
    changed(unit);
    complete(unit);
  }
  if (!m.sampling) {
    const i32 raw = sample(unit);
    if (raw < m.low || raw > m.high) wake(unit);
  }
  if (m.sampling && reached(m.sample_at, g.now)) take_sample(unit);
  schedule(unit, follow(unit));
}

i32 value(const Unit& unit, u8 index) {
  const Memory& m = memory<Memory>(unit);
  return index == property::PSI ? m.published : index == property::ACTIVE ? m.active : m.moving;
}
bool moving(const Unit& unit) { return memory<Memory>(unit).moving; }
bool never(const Unit&) { return false; }

}  // namespace

extern constexpr Driver DRIVER{boot, safe, check, start, run, value, moving, never};

}  // namespace fw::gauge_driver
