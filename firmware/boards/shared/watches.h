// Watched pins: the comparators behind hal::watch, looked at by the board's main loop between two sleeps.
#pragma once
#include "core/generated/contract.h"
#include "hal/hal.h"

namespace board {

class Watches {
 public:
  void set(u32 pin, i32 low, i32 high) {
    if (pin >= fw::limit::PINS_PER_CONTROLLER) return;
    windows_[pin] = {low, high, low <= high};
  }
  void clear() {
    for (Window& window : windows_) window.armed = false;
  }
  // Whether a watched pin is outside its window. One that has told stays quiet until it is set again.
  bool outside() {
    bool any = false;
    for (u32 pin = 0; pin < fw::limit::PINS_PER_CONTROLLER; pin++) {
      Window& window = windows_[pin];
      if (!window.armed) continue;
      const i32 value = hal::read(pin);
      if (value >= window.low && value <= window.high) continue;
      window.armed = false;
      any = true;
    }
    return any;
  }

 private:
  struct Window {
    i32 low;
    i32 high;
    bool armed;
  };
  Window windows_[fw::limit::PINS_PER_CONTROLLER] = {};
};

}  // namespace board
