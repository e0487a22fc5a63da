#include "boards/qemu-m7/controller.h"

#include "boards/qemu-m7/clock.h"
#include "boards/qemu-m7/pins.h"
#include "boards/qemu-m7/ramps.h"
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

void power_off() {
  setup.powered = setup.due = setup.wake = false;
  pins_power_on();
  ramps_power_on();
}

}  // namespace board
