// The DUT's line in whole pieces, where the host wants it: Arm semihosting, two pipes in the folder of QEMU's process. The UART
// then carries one byte for each piece that has come, its length: by its interrupt the DUT hears of it.
#include "boards/emulated/pair.h"
#include "boards/qemu-m7/machine.h"

namespace board {
namespace {

constexpr u32 SYS_OPEN = 0x01, SYS_WRITE = 0x05, SYS_READ = 0x06;
constexpr u32 TO_READ = 1, TO_WRITE = 5;
// A word that the host sets before the machine starts; nothing else uses this memory.
constexpr u32 WANTED = 0x4c494e45;
u32 wanted() { return *(const volatile u32*)0x60000000; }

struct Request {
  u32 first, second, third;
};

// QEMU does it at once; all of the machine waits meanwhile, its clock too.
u32 call(u32 operation, const Request& request) {
  register u32 r0 asm("r0") = operation;
  register const Request* r1 asm("r1") = &request;
  asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

BENCH_MEMORY u32 in, out;
BENCH_MEMORY bool used;
// A frame, until its end.
BENCH_MEMORY u8 piece[256];
BENCH_MEMORY u32 piece_bytes;

u32 opened(fw::Text name, u32 mode) { return call(SYS_OPEN, {(u32)name.at, mode, name.len}); }

}  // namespace

void host_line_start() {
  used = wanted() == WANTED;
  if (!used) return;
  in = opened(fw::text("line.in"), TO_READ);
  out = opened(fw::text("line.out"), TO_WRITE);
}

bool host_line_used() { return used; }

void host_line_receive(u32 bytes) {
  u8 received[256];
  while (bytes != 0) {
    // What it gives is how many are missing.
    const u32 came = bytes - call(SYS_READ, {in, (u32)received, bytes});
    for (u32 i = 0; i < came; i++) dut_received(received[i]);
    bytes -= came;
  }
}

bool host_line_put(u8 byte) {
  piece[piece_bytes++] = byte;
  if (byte == 0 || piece_bytes == sizeof piece) {
    call(SYS_WRITE, {out, (u32)piece, piece_bytes});
    piece_bytes = 0;
  }
  return true;
}

}  // namespace board
