// What a platform gives the bench controller, and the numbers that all its parts share.
#pragma once
#include "core/types.h"

namespace bench {

constexpr u32 CHANNELS = 64;
constexpr u64 NEVER_US = ~(u64)0;

struct Port {
  // Microseconds of the bench's clock, since it started.
  u64 (*now_us)();
  // Keeps away all that may come in between, also nested: gives what `unlock` takes.
  u32 (*lock)();
  void (*unlock)(u32 before);
  // The level that arrives at the DUT's end of a wire, whether the DUT drives it too or not; nothing arrives.
  void (*drive)(u8 channel, i32 level);
  void (*release)(u8 channel);
  // Bytes to a serial input of the DUT.
  void (*bytes)(u8 channel, const u8* bytes, u32 len);
  // The DUT's supply.
  void (*power)(bool on);
  // Calls `Controller::alarm` at that instant, or at once when it has passed; NEVER_US: not at all.
  void (*alarm)(u64 at_us);
  // The service has something to say.
  void (*attention)();
};

// Holds a port's lock while it lives.
class Locked {
 public:
  explicit Locked(const Port& port) : port_(port), before_(port.lock()) {}
  ~Locked() { port_.unlock(before_); }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;

 private:
  const Port& port_;
  u32 before_;
};

}  // namespace bench
