// What a machine gives the emulated board and its bench controller: the Cortex-M7 under QEMU, or WebAssembly.
//
// Two halves run on it. The DUT's is the main loop; the bench's comes in between whenever it must, and they meet in pins and
// wires alone, each with the other kept away.
#pragma once
#include "core/types.h"

// Memory of the bench's half: it is not lost when the DUT's power goes.
#define BENCH_MEMORY __attribute__((section(".bss.bench")))

namespace platform {

extern const fw::Text BOARD;
extern const u32 CLOCK_HZ;

// Since the machine started.
u32 now_ms();
u64 now_us();

// Keeps everything away that could come in between; nests. Only for a few instructions.
u32 mask();
void unmask(u32 before);

// Sleeps, masked, until something has come. False where nothing can come while this code runs.
bool wait();

// A line's transmitter: keeping its interrupt away, and handing it a byte; false when it has no room.
struct Transmitter {
  void (*lock)();
  void (*unlock)();
  bool (*put)(u8 byte);
};
extern const Transmitter DUT_TRANSMITTER;
extern const Transmitter BENCH_TRANSMITTER;

// Runs the bench's alarm (`bench_alarm`, pair.h) at that instant, or at once when it has passed.
void alarm(u64 at_us);
// Runs the bench's service (`bench_serve`, pair.h) soon.
void attention();
// Ends the DUT's half, whatever it does; starts it anew, as a reset would.
void power(bool on);

struct Masked {
  u32 before = mask();
  Masked() = default;
  ~Masked() { unmask(before); }
  Masked(const Masked&) = delete;
  Masked& operator=(const Masked&) = delete;
};

}  // namespace platform
