#include "boards/emulated/pins.h"

#include "boards/emulated/pair.h"
#include "boards/emulated/platform.h"

namespace board {
namespace {

struct Window {
  i32 low, high;
  bool set;
};
struct Serial {
  u8 bytes[SERIAL_BYTES];
  u32 first, waiting;
  u8 pin;
};

i32 values[PINS];
Window windows[PINS];
Serial serials[SERIALS];
u32 serial_count;
bool calling;

bool outside(u32 pin) {
  const Window& window = windows[pin];
  return window.set && (values[pin] < window.low || values[pin] > window.high);
}

Serial* serial_of(u32 pin) {
  for (u32 i = 0; i < serial_count; i++) {
    if (serials[i].pin == pin) return &serials[i];
  }
  return nullptr;
}

void look(u32 pin) {
  if (!outside(pin)) return;
  windows[pin].set = false;
  calling = true;
}

}  // namespace

void pins_erase() {
  const platform::Masked masked;
  fw::clear(values, sizeof values);
  serial_count = 0;
  pins_power_on();
}

void pins_power_on() {
  const platform::Masked masked;
  fw::clear(windows, sizeof windows);
  calling = false;
}

i32 pin_read(u32 pin) { return is_pin(pin) ? values[pin] : 0; }

void pin_set(u32 pin, i32 value) {
  if (!is_pin(pin)) return;
  const platform::Masked masked;
  values[pin] = value;
  look(pin);
}

void pin_drive(u32 pin, i32 value) {
  pin_set(pin, value);
  pair_dut_drives(pin, value);
}

void pin_watch(u32 pin, i32 low, i32 high) {
  if (!is_pin(pin)) return;
  const platform::Masked masked;
  windows[pin] = {low, high, low <= high};
  look(pin);
}

bool serial_arrive(u32 pin, const u8* bytes, u32 len) {
  if (!is_pin(pin)) return false;
  const platform::Masked masked;
  Serial* serial = serial_of(pin);
  if (serial == nullptr) {
    if (serial_count == SERIALS) return false;
    serial = &serials[serial_count++];
    serial->pin = (u8)pin;
    serial->first = serial->waiting = 0;
  }
  for (u32 i = 0; i < len && serial->waiting < SERIAL_BYTES; i++) {
    serial->bytes[(serial->first + serial->waiting++) % SERIAL_BYTES] = bytes[i];
  }
  pin_set(pin, (i32)serial->waiting);
  return true;
}

i32 serial_take(u32 pin) {
  const platform::Masked masked;
  Serial* const serial = serial_of(pin);
  if (serial == nullptr || serial->waiting == 0) return -1;
  const u8 byte = serial->bytes[serial->first];
  serial->first = (serial->first + 1) % SERIAL_BYTES;
  serial->waiting--;
  values[pin] = (i32)serial->waiting;
  return byte;
}

bool pins_calling() {
  const platform::Masked masked;
  const bool were = calling;
  calling = false;
  return were;
}

}  // namespace board
