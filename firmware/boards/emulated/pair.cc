#include "boards/emulated/pair.h"

#include "bench/service.h"
#include "boards/emulated/line.h"
#include "boards/emulated/pins.h"
#include "boards/emulated/platform.h"

namespace board {
namespace {

BENCH_MEMORY bench::Controller controller;
BENCH_MEMORY bench::Service service;
BENCH_MEMORY Line bench_line;
BENCH_MEMORY serial::Identity identity;
BENCH_MEMORY volatile bool awake;

// Pins that the DUT drives: what it reads there is what it has written.
BENCH_MEMORY bool dut_driven[bench::CHANNELS];

void drive(u8 channel, i32 level) {
  if (!dut_driven[channel]) pin_set(channel, level);
}
void release(u8 channel) { drive(channel, 0); }
void bytes(u8 channel, const u8* at, u32 len) { serial_arrive(channel, at, len); }

void power(bool on) {
  if (!on) {
    awake = false;
    fw::clear(dut_driven, sizeof dut_driven);
  }
  platform::power(on);
}

constexpr bench::Port PORT{platform::now_us, platform::mask,  platform::unmask, drive, release, bytes,
                           power,            platform::alarm, platform::attention};
static_assert(bench::CHANNELS <= PINS);

void kick() { bench_line.kick(); }

}  // namespace

void bench_start() {
  controller.start(PORT);
  bench_line.start(service.link, platform::BENCH_TRANSMITTER, platform::now_us);
  identity.role = serial::role::BENCH;
  identity.board = platform::BOARD;
  identity.chip_serial = fw::text("emulated");
  identity.clock_hz = platform::CLOCK_HZ;
  identity.starts = 1;
  identity.clock_mode = serial::clock_mode::FREE;
  for (u32 channel = 0; channel < bench::CHANNELS; channel++) identity.pins.set(channel, serial::pin_use::BOTH);
  const serial::Port port{platform::BENCH_TRANSMITTER.lock, platform::BENCH_TRANSMITTER.unlock, kick, platform::now_us};
  service.start(port, controller, identity);
}

void bench_alarm() { controller.alarm(); }
u64 bench_due_us() { return controller.due_us(); }
void bench_received(u8 byte) { bench_line.received(byte); }
void bench_lost() { bench_line.lost(); }
void bench_transmit() { bench_line.transmit(); }
void bench_serve() {
  u8 byte;
  while (bench_line.take(byte)) service.take(byte);
  service.run();
}

void dut_received(u8 byte) {
  if (awake) line.received(byte);
}
void dut_transmit() {
  if (awake) line.transmit();
}

void pair_dut_awake() {
  controller.dut_forgot();
  awake = true;
}
void pair_dut_drives(u32 pin, i32 value) {
  if (pin >= bench::CHANNELS) return;
  dut_driven[pin] = true;
  controller.dut_drives((u8)pin, value);
}
void pair_dut_floats() {
  fw::clear(dut_driven, sizeof dut_driven);
  controller.dut_floats();
  controller.dut_forgot();
}
void pair_dut_forgot() { controller.dut_forgot(); }
bool pair_dut_is_awake() { return awake; }

}  // namespace board
