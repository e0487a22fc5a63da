// The wires between bench and DUT. A level goes from whoever drives a wire to its other end, and a fault is on the way: what
// the DUT drives is seen so by the bench, what the bench drives arrives so at the DUT. Both driving: the bench wins.
//
// A real bench uses the same for the channels that it drives; the wires from the DUT it can only look at.
#pragma once
#include "bench/capture.h"

namespace bench {

// As hil/src/bench/types.ts has it; `kind` is of serial::wire_fault.
struct WireFault {
  u8 kind;
  i32 a;
  i32 b;
};

class Wires {
 public:
  // The shortest time between two changes by one fault: more often would starve the rest of the bench.
  static constexpr i32 PERIOD_US_MIN = 20;

  void start(const Port& port, Capture& capture);

  static bool valid(u8 channel, const WireFault& fault);
  // Replaces the fault that is there. `swap` is on both of its channels, and is healed on both.
  void plant(u8 channel, const WireFault& fault, u64 now_us);
  void heal(u8 channel, u64 now_us);

  void bench_drives(u8 channel, i32 value, u64 now_us);
  void bench_releases(u8 channel, u64 now_us);
  void dut_drives(u8 channel, i32 value, u64 now_us);
  // The DUT drives nothing any more.
  void dut_floats(u64 now_us);
  // Where bytes for a channel arrive; CHANNELS when they do not, which counts as fired.
  u32 route(u8 channel);

  // The next instant at which a fault changes a level by itself.
  u64 due_us() const { return due_us_; }
  void run(u64 now_us);

  // What arrives at the wire's end; 0 when nobody drives it.
  i32 level(u8 channel) const { return wires_[channel].level; }
  // Counted from the fault's beginning, or the recording's when it is older without a fault.
  u32 fired(u8 channel) const { return wires_[channel].fired; }
  void begin_recording();
  // Drives all ends anew that the bench drives: the DUT's end has forgotten.
  void refresh();

 private:
  struct Source {
    i32 value;
    bool drives;
  };
  struct Wire {
    Source bench, dut;
    WireFault fault;
    u64 due_us;
    i32 healthy;  // the level without the fault
    i32 level;
    i32 from;    // bounce: the level before
    u32 left;    // bounce: changes to come
    i32 extra;   // noise, drift: what is added now
    u32 random;
    u32 fired;
    bool arrives;  // something is driven at the DUT's end
  };

  const Source& source(u8 channel) const;
  u8 far(u8 channel) const;
  void changed(u8 channel, u64 now_us);
  void settle(u8 channel, u64 now_us);
  void act(Wire& wire);
  i32 spoilt(Wire& wire, u8 channel, i32 healthy, u64 now_us);
  void deliver(Wire& wire, u8 channel, bool again);
  void clear_fault(u8 channel);
  void find_due();

  const Port* port_;
  Capture* capture_;
  u64 due_us_;
  Wire wires_[CHANNELS];
};

}  // namespace bench
