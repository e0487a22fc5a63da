#include "boards/emulated/ramps.h"

#include "boards/emulated/pins.h"

namespace board {
namespace {

// A moving wire is told to the bench so often: its first step at once, its end too. Each step would fill any recording.
constexpr u32 TOLD_MS = 10;
constexpr i64 PARTS = 1000000;  // of a step, so that a rate in steps/s and an acceleration in steps/s^2 add up exactly

struct Ramp {
  u8 pin;
  bool running;
  bool stopping;  // ramps down and ends where that leads
  i64 position;   // parts
  i64 target;     // parts
  i64 speed;      // parts/ms, signed
  i64 top;        // parts/ms
  i64 accel;      // parts/ms^2; 0: at once
  u32 untold_ms;  // since the bench was told
};
Ramp ramps[PINS];  // every table fits: as many step generators as there are pins
u32 ramp_count;    // pins that have had a ramp since power-on

Ramp* ramp_of(u32 pin) {
  for (u32 i = 0; i < ramp_count; i++) {
    if (ramps[i].pin == pin) return &ramps[i];
  }
  if (!is_pin(pin)) return nullptr;
  Ramp& made = ramps[ramp_count++];
  made = {};
  made.pin = (u8)pin;
  made.position = (i64)pin_read(pin) * PARTS;
  return &made;
}

i64 magnitude(i64 value) { return value < 0 ? -value : value; }
i64 toward(i64 value, i64 goal, i64 by) { return value < goal ? fw::least(value + by, goal) : fw::most(value - by, goal); }

// The speed of the next millisecond: as fast as allowed, and slow enough to stop at the target.
i64 next_speed(const Ramp& ramp) {
  if (ramp.stopping) return toward(ramp.speed, 0, ramp.accel);
  const i64 left = ramp.target - ramp.position;
  const i64 goal = left < 0 ? -ramp.top : ramp.top;
  if (ramp.accel == 0) return goal;
  const bool away = (left < 0) != (ramp.speed < 0) && ramp.speed != 0;
  const i64 speed = magnitude(ramp.speed);
  const bool late = !away && speed * (speed + ramp.accel) >= 2 * ramp.accel * magnitude(left);
  if (!late) return toward(ramp.speed, goal, ramp.accel);
  // Never to a stand before the target.
  const i64 slower = fw::most(speed - ramp.accel, fw::least(ramp.accel, speed));
  return left < 0 ? -slower : slower;
}

bool step(Ramp& ramp) {
  ramp.speed = next_speed(ramp);
  const i64 before = ramp.target - ramp.position;
  ramp.position += ramp.speed;
  const i64 left = ramp.target - ramp.position;
  const bool there = !ramp.stopping && (left == 0 || (left < 0) != (before < 0));
  if (there) ramp.position = ramp.target;
  if (there || (ramp.stopping && ramp.speed == 0)) {
    ramp.running = false;
    ramp.speed = 0;
    ramp.position -= ramp.position % PARTS;
  }
  const i32 steps = (i32)(ramp.position / PARTS);
  ramp.untold_ms++;
  if (ramp.untold_ms >= TOLD_MS || !ramp.running) {
    ramp.untold_ms = 0;
    pin_drive(ramp.pin, steps);
  } else {
    pin_set(ramp.pin, steps);
  }
  return !ramp.running;
}

}  // namespace

void ramps_power_on() {
  for (u32 i = 0; i < ramp_count; i++) pin_set(ramps[i].pin, 0);
  ramp_count = 0;
}

void ramp_set(u32 pin, i32 steps, i32 rate, i32 accel) {
  Ramp* const ramp = ramp_of(pin);
  if (ramp == nullptr) return;
  ramp->accel = accel <= 0 ? 0 : accel;  // steps/s^2 is parts/ms^2
  if (steps == 0 || rate <= 0) {
    ramp->stopping = true;
    ramp->running = ramp->accel != 0 && ramp->speed != 0;
    if (ramp->running) return;
    ramp->speed = 0;
    pin_drive(pin, (i32)(ramp->position / PARTS));
    return;
  }
  if (!ramp->running) ramp->untold_ms = TOLD_MS;
  ramp->stopping = false;
  ramp->running = true;
  ramp->top = (i64)rate * (PARTS / 1000);
  ramp->target = (ramp->position / PARTS + steps) * PARTS;
}

bool ramps_running() {
  for (u32 i = 0; i < ramp_count; i++) {
    if (ramps[i].running) return true;
  }
  return false;
}

bool ramps_step() {
  bool ended = false;
  for (u32 i = 0; i < ramp_count; i++) {
    if (ramps[i].running && step(ramps[i])) ended = true;
  }
  return ended;
}

}  // namespace board
