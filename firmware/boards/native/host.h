// What the native host keeps of a controller's surroundings. The rules are those of hil/src/conformance/dut.ts.
#pragma once
#include "core/generated/contract.h"
#include "hal/hal.h"

namespace host {

constexpr u32 SLOTS = 8;
constexpr u32 SERIAL_BYTES = 256;  // that a serial input holds; more are dropped

struct Slot {
  u8 bytes[hal::STORE_BYTES];
  u32 len;
};

struct Serial {
  u8 bytes[SERIAL_BYTES];
  u32 first, waiting;
};

struct Surroundings {
  i32 pins[fw::limit::PINS_PER_CONTROLLER];
  Slot slots[SLOTS];
  Serial serial[fw::limit::PINS_PER_CONTROLLER];
  u32 refused_writes;  // so many store writes are still refused
  u32 cut_after;       // power goes in the middle of this store write from now; 0: never
  bool dead;           // power is gone: the firmware runs on to the end of the step, but nothing it does happens
  bool quiet;          // prints no effects
  void (*published)(fw::Text topic, fw::Text payload);  // hears every publication, if set
};
extern Surroundings around;

// Bytes that arrive at a serial input.
void receive(u32 pin, const u8* bytes, u32 len);

}  // namespace host
