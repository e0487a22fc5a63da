// The exports of the pair. A host hands bytes in, serves, takes bytes out, and comes back when the pair is due.
#include "boards/emulated/controller.h"
#include "boards/emulated/dut.h"
#include "boards/emulated/line.h"
#include "boards/emulated/pair.h"
#include "boards/wasm-bench/machine.h"
#include "boards/wasm-shared/start.h"

#define EXPORT(symbol) extern "C" __attribute__((export_name(symbol)))

namespace {

constexpr u32 IN_BYTES = board::Line::RX_BYTES - 1;
constexpr u32 NEVER = 0xffffffff;
u8 in[IN_BYTES];

// Both halves, until neither has anything left to do at this instant. The bench comes first, as in an interrupt.
void serve() {
  for (bool more = true; more;) {
    if (board::bench_due_us() <= machine::now_us) board::bench_alarm();
    board::bench_serve();
    if (machine::dut_starts) {
      machine::dut_starts = false;
      board::dut_start();
    }
    more = machine::dut_on && board::dut_pass();
    // What the DUT has just driven may have made something due.
    if (board::bench_due_us() <= machine::now_us) more = true;
  }
}

}  // namespace

EXPORT("bench_start") void bench_start() {
  __wasm_call_ctors();
  board::bench_start();
  machine::dut_on = machine::dut_starts = true;
  serve();
}

// Where bytes for a line go, at most 1,023 at a time.
EXPORT("bench_in") u8* bench_in(u32) { return in; }
// Takes so many of them to a line; what finds no room is lost and counted, as on a real line.
EXPORT("bench_take") void bench_take(u32 line, u32 len) {
  for (u32 i = 0; i < fw::least(len, IN_BYTES); i++) {
    if (line == machine::DUT_LINE) board::dut_received(in[i]);
    if (line == machine::BENCH_LINE) board::bench_received(in[i]);
  }
}

// Bytes that a line has for the host: `bench_given` tells how many, and they stay until the next other call.
EXPORT("bench_out") u8* bench_out(u32 line) { return machine::outs[line % machine::LINES].bytes; }
EXPORT("bench_given") u32 bench_given(u32 line) {
  machine::Out& out = machine::outs[line % machine::LINES];
  const u32 len = out.len;
  out.len = 0;
  return len;
}

// Does all that is due at `now_us` and with what has come. Gives the us until it is due again by itself, all ones for never.
// Time never goes back.
EXPORT("bench_serve") u32 bench_serve(u32 now_us_low, u32 now_us_high) {
  machine::now_us = fw::most(machine::now_us, (u64)now_us_high << 32 | now_us_low);
  board::dut_transmit();
  board::bench_transmit();
  serve();
  const u64 dut_us = machine::dut_on ? board::due_us() : ~(u64)0;
  const u64 due_us = fw::least(dut_us, board::bench_due_us());
  if (due_us == ~(u64)0) return NEVER;
  return due_us <= machine::now_us ? 0 : (u32)fw::least<u64>(due_us - machine::now_us, NEVER - 1);
}
