#include "bench/wires.h"

#include "link/messages.h"

namespace bench {

using namespace serial::wire_fault;

void Wires::start(const Port& port, Capture& capture) {
  port_ = &port;
  capture_ = &capture;
  fw::clear(wires_, sizeof wires_);
  for (Wire& wire : wires_) wire.due_us = NEVER_US;
  due_us_ = NEVER_US;
}

bool Wires::valid(u8 channel, const WireFault& fault) {
  switch (fault.kind) {
    case OPEN:
    case SHORT:
    case STUCK:
    case OFFSET: return true;
    case SWAP: return fault.a >= 0 && fault.a < (i32)CHANNELS && fault.a != channel;
    case BOUNCE: return fault.a >= 1 && fault.a <= 0xffff && fault.b >= PERIOD_US_MIN;
    case NOISE: return fault.a >= 1 && fault.a <= 0xffff && fault.b >= PERIOD_US_MIN;
    case DRIFT: return fault.b >= PERIOD_US_MIN;
    default: return false;
  }
}

void Wires::clear_fault(u8 channel) {
  Wire& wire = wires_[channel];
  wire.fault = {NONE, 0, 0};
  wire.due_us = NEVER_US;
  wire.extra = 0;
  wire.left = 0;
}

void Wires::plant(u8 channel, const WireFault& fault, u64 now_us) {
  heal(channel, now_us);
  const u8 other = fault.kind == SWAP ? (u8)fault.a : channel;
  if (other != channel) heal(other, now_us);
  Wire& wire = wires_[channel];
  wire.fault = fault;
  wire.fired = 0;
  wire.random = 0x9e3779b9 ^ channel;
  wire.due_us = fault.kind == NOISE || fault.kind == DRIFT ? now_us : NEVER_US;
  if (other != channel) {
    wires_[other].fault = {SWAP, channel, 0};
    wires_[other].fired = 0;
    settle(other, now_us);
  }
  settle(channel, now_us);
  find_due();
}

void Wires::heal(u8 channel, u64 now_us) {
  const u8 other = far(channel);
  clear_fault(channel);
  if (other != channel) {
    clear_fault(other);
    settle(other, now_us);
  }
  settle(channel, now_us);
  find_due();
}

void Wires::bench_drives(u8 channel, i32 value, u64 now_us) {
  wires_[channel].bench = {value, true};
  changed(channel, now_us);
}
void Wires::bench_releases(u8 channel, u64 now_us) {
  wires_[channel].bench = {0, false};
  changed(channel, now_us);
}
void Wires::dut_drives(u8 channel, i32 value, u64 now_us) {
  wires_[channel].dut = {value, true};
  changed(channel, now_us);
}
void Wires::dut_floats(u64 now_us) {
  for (u32 channel = 0; channel < CHANNELS; channel++) {
    if (!wires_[channel].dut.drives) continue;
    wires_[channel].dut = {0, false};
    changed((u8)channel, now_us);
  }
}

u32 Wires::route(u8 channel) {
  Wire& wire = wires_[channel];
  const u8 kind = wire.fault.kind;
  if (kind == OPEN || kind == SHORT || kind == STUCK) {
    wire.fired++;
    return CHANNELS;
  }
  if (kind == SWAP) wire.fired++;
  return far(channel);
}

const Wires::Source& Wires::source(u8 channel) const {
  const Wire& wire = wires_[channel];
  return wire.bench.drives ? wire.bench : wire.dut;
}

// The channel whose wire this one's end is on.
u8 Wires::far(u8 channel) const {
  const WireFault& fault = wires_[channel].fault;
  return fault.kind == SWAP ? (u8)fault.a : channel;
}

void Wires::changed(u8 channel, u64 now_us) {
  settle(channel, now_us);
  if (far(channel) != channel) settle(far(channel), now_us);
}

// What a fault makes of a level; begins a bounce when the level has changed.
i32 Wires::spoilt(Wire& wire, u8 channel, i32 healthy, u64 now_us) {
  switch (wire.fault.kind) {
    case OPEN:
    case SHORT: return 0;
    case STUCK: return wire.fault.a;
    case SWAP: return source(far(channel)).value;
    case OFFSET: return fw::add(healthy, wire.fault.a);
    case NOISE:
    case DRIFT: return fw::add(healthy, wire.extra);
    case BOUNCE:
      if (healthy != wire.healthy) {
        wire.from = wire.level;
        // An odd number of changes, this one among them, ends at the new level.
        wire.left = ((u32)wire.fault.a | 1) - 1;
        wire.due_us = wire.left == 0 ? NEVER_US : now_us + (u32)wire.fault.b;
        due_us_ = fw::least(due_us_, wire.due_us);
      }
      return wire.left % 2 == 0 ? healthy : wire.from;
    default: return healthy;
  }
}

void Wires::settle(u8 channel, u64 now_us) {
  Wire& wire = wires_[channel];
  const i32 healthy = source(channel).value;
  const i32 level = spoilt(wire, channel, healthy, now_us);
  const bool same = healthy == wire.healthy && level == wire.level;
  if (!same && healthy != level) wire.fired++;
  const bool edge = level != wire.level;
  wire.healthy = healthy;
  wire.level = level;
  if (edge) capture_->record(now_us, channel, level);
  deliver(wire, channel, edge);
}

// Hands the level to the DUT's end. `again`: also when it was driven before.
void Wires::deliver(Wire& wire, u8 channel, bool again) {
  const u8 kind = wire.fault.kind;
  const bool driven = kind == SHORT || kind == STUCK || (kind != OPEN && wires_[far(channel)].bench.drives);
  if (driven && (again || !wire.arrives)) port_->drive(channel, wire.level);
  if (!driven && wire.arrives) port_->release(channel);
  wire.arrives = driven;
}

// One change that a fault makes by itself.
void Wires::act(Wire& wire) {
  const u32 period_us = (u32)wire.fault.b;
  wire.due_us += period_us;
  if (wire.fault.kind == BOUNCE) {
    if (--wire.left == 0) wire.due_us = NEVER_US;
  } else if (wire.fault.kind == DRIFT) {
    wire.extra = fw::add(wire.extra, wire.fault.a);
  } else {
    wire.random ^= wire.random << 13;
    wire.random ^= wire.random >> 17;
    wire.random ^= wire.random << 5;
    const u32 most = (u32)wire.fault.a;
    wire.extra = (i32)(wire.random % (2 * most + 1)) - (i32)most;
  }
}

void Wires::run(u64 now_us) {
  if (due_us_ > now_us) return;
  for (u32 channel = 0; channel < CHANNELS; channel++) {
    Wire& wire = wires_[channel];
    while (wire.due_us <= now_us) {
      act(wire);
      settle((u8)channel, now_us);
    }
  }
  find_due();
}

void Wires::find_due() {
  due_us_ = NEVER_US;
  for (const Wire& wire : wires_) due_us_ = fw::least(due_us_, wire.due_us);
}

void Wires::begin_recording() {
  for (Wire& wire : wires_) {
    if (wire.fault.kind == NONE) wire.fired = 0;
  }
}

void Wires::refresh() {
  for (u32 channel = 0; channel < CHANNELS; channel++) {
    wires_[channel].arrives = false;
    deliver(wires_[channel], (u8)channel, true);
  }
}

}  // namespace bench
