// The firmware on this board: its power, its clock, and the faults that a host may plant.
#pragma once
#include "hal/hal.h"

namespace board {

// What the host has set up, and what has become of it.
struct Setup {
  bool stepped;        // the host says the time; else the board's own clock does
  bool powered;
  bool dead;           // power went in the middle of a step: nothing that the firmware still does happens
  u32 now_ms;          // the firmware's instant, when stepped
  u32 offset_ms;       // the firmware's instant at the board's zero, when free-running
  u32 due_ms;          // when the firmware wants to run
  bool due;            // it wants to at all
  bool wake;           // it must run at once
  u32 refused_writes;  // so many store writes are still refused
  u32 tear_after;      // power goes in the middle of this store write from now; 0: never
  bool time_next;      // the next publication ends a timing
};
extern Setup setup;

// The firmware's instant.
u32 firmware_ms();
// Takes what an entry of the firmware returned.
void took(u32 delay_ms);
// Runs the firmware when it is due by the board's clock. True when it ran.
bool serve();
// The machine's instant at which it is next due, in us: 0 at once, all ones for never.
u64 due_us();
// The firmware has power, and its outputs drive nothing, until the host boots it.
void controller_start();
// Ends the firmware: its outputs drive nothing.
void power_off();

}  // namespace board
