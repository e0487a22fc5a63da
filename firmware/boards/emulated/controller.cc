#include "boards/emulated/controller.h"

#include "boards/emulated/clock.h"
#include "boards/emulated/pair.h"
#include "boards/emulated/pins.h"
#include "boards/emulated/ramps.h"
#include "core/runtime.h"

namespace board {

Setup setup;

namespace {
u32 ramped_ms;  // ramps have been moved up to here
}

u32 firmware_ms() { return setup.stepped ? setup.now_ms : now_ms() + setup.offset_ms; }

void took(u32 delay_ms) {
  setup.due = delay_ms != fw::NEVER;
  setup.due_ms = firmware_ms() + delay_ms;
}

bool serve() {
  const u32 now = now_ms();
  if (!setup.powered || setup.stepped || setup.dead) {
    ramped_ms = now;
    return false;
  }
  for (; ramped_ms != now; ramped_ms++) {
    if (ramps_step()) setup.wake = true;
  }
  if (pins_calling()) setup.wake = true;
  if (!setup.wake && !(setup.due && fw::reached(setup.due_ms, firmware_ms()))) return false;
  setup.wake = false;
  took(fw::run(firmware_ms()));
  return true;
}

u64 due_us() {
  if (!setup.powered || setup.stepped || setup.dead) return ~(u64)0;
  if (ramps_running()) return machine_us(now_ms() + 1);
  if (!setup.due) return ~(u64)0;
  const i32 left_ms = fw::until(setup.due_ms, firmware_ms());
  return left_ms <= 0 ? 0 : machine_us(now_ms() + (u32)left_ms);
}

void controller_start() {
  setup = {};
  ramped_ms = now_ms();
}

void power_off() {
  setup.powered = setup.due = setup.wake = false;
  pins_power_on();
  ramps_power_on();
  pair_dut_floats();
}

}  // namespace board
