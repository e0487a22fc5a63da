// Proves the parts on the host: each check prints a line; the program fails when one does.
#include <string.h>

#include "boards/shared/check/check.h"
#include "boards/shared/colorimeter.h"
#include "boards/shared/nec.h"
#include "boards/shared/quadrature.h"
#include "boards/shared/slot-store.h"
#include "boards/shared/step-generator.h"
#include "boards/shared/strip-frames.h"

namespace {

using board::check;

// Runs a generator until it ends or `ms` have passed; the ms that it took.
u32 run_for(board::StepGenerator& steps, u32 ms) {
  constexpr u32 TICKS = board::StepGenerator::TICK_HZ / board::StepGenerator::ADJUST_HZ;
  for (u32 i = 0; i < ms; i++) {
    for (u32 tick = 0; tick < TICKS; tick++) steps.tick();
    steps.adjust();
    if (!steps.running()) return i + 1;
  }
  return ms;
}

void step_generator() {
  board::StepGenerator even;
  even.command(400, 400, 0);
  check("400 steps at 400/s take a second", run_for(even, 5000), 999, 1001);
  check("all of them were put out", even.count(), 400);
  check("the end is told", even.take_ended(), 1);
  check("once", even.take_ended(), 0);
  board::StepGenerator ramped;
  ramped.command(-1000, 1000, 1000);
  // 0.5 s up over 500 steps is not reached: half the way up, half down, sqrt(1000 * 4 / 1000) s.
  check("a ramp up and down", run_for(ramped, 5000), 1900, 2200);
  check("backwards", ramped.count(), -1000);
  board::StepGenerator stopped;
  stopped.command(100000, 1000, 0);
  run_for(stopped, 100);
  stopped.command(0, 0, 0);
  const i32 at = stopped.count();
  run_for(stopped, 100);
  check("a stop without a ramp is at once", stopped.count(), at);
  check("and says nothing", stopped.take_ended(), 0);
  board::StepGenerator braked;
  braked.command(100000, 1000, 2000);
  run_for(braked, 1000);
  const i32 before = braked.count();
  braked.command(0, 0, 2000);
  run_for(braked, 2000);
  check("a stop with a ramp takes v^2/2a steps", braked.count() - before, 240, 260);
  board::StepGenerator turned;
  turned.command(1000, 500, 1000);
  run_for(turned, 700);
  turned.command(-1000, 500, 1000);
  const i32 from = turned.count();
  run_for(turned, 10000);
  check("a new command goes on from the present rate and ends at its own target", turned.count(), from - 1000);
}

void quadrature() {
  board::Quadrature wheel;
  const bool a[] = {true, true, false, false};
  const bool b[] = {false, true, true, false};
  for (u32 i = 0; i < 400; i++) wheel.sample(a[i % 4], b[i % 4]);
  check("400 edges forward", wheel.count(), 400);
  for (u32 i = 0; i < 100; i++) wheel.sample(a[(3 - i % 4 + 3) % 4], b[(3 - i % 4 + 3) % 4]);
  check("100 edges back", wheel.count(), 300);
  check("none was impossible", wheel.errors(), 0);
  board::Quadrature jumped;
  jumped.sample(true, true);
  check("a jump is an error", jumped.errors(), 1);
  check("and no count", jumped.count(), 0);
}

bool frame(board::Nec& nec, u32 bits) {
  nec.falling(13400);
  bool whole = false;
  for (u32 i = 0; i < 32; i++) whole = nec.falling(bits >> i & 1 ? 2300 : 1100);
  return whole;
}

void infrared() {
  board::Nec nec;
  check("a frame with its inverse is taken", frame(nec, 0xae510000u | 0xff00), 1);
  check("register", nec.value(), 1 << 8 | 0x51);
  check("one whose inverse is wrong is not", frame(nec, 0xaf510000u), 0);
  nec.falling(13400);
  nec.falling(5000);
  check("nor one that was cut", frame(nec, 0xae510000u), 1);
  check("receptions", nec.value() >> 8, 2);
}

void color() {
  // Daylight of about 6,500 K on a TCS34725: blue a little over red.
  const board::Light day = board::light_of(3000, 900, 1150, 1200, 4, 154);
  check("daylight", day.color_temperature_k, 6000, 7000);
  check("is bright", day.lux, 300, 700);
  check("a candle is warm", board::light_of(1000, 700, 250, 80, 4, 154).color_temperature_k, 1391, 2200);
  check("darkness has no temperature", board::light_of(0, 0, 0, 0, 4, 154).color_temperature_k, 0);
}

struct Memory {
  u8 bytes[4284];
  u32 left = 0xffffffff;  // bytes until the power goes
  void read(u32 at, void* into, u32 count) { memcpy(into, bytes + at, count); }
  void write(u32 at, const void* from, u32 count) {
    for (u32 i = 0; i < count && left > 0; i++, left--) bytes[at + i] = ((const u8*)from)[i];
  }
};

void slots() {
  static Memory memory;
  memset(memory.bytes, 255, sizeof memory.bytes);
  board::SlotStore<Memory> store(memory, 100);
  u64 seen = 0;
  check("an empty slot has nothing", store.read(4, &seen, 8), 0);
  u64 value = 1;
  check("a write is read back", store.write(4, &value, 8) && store.read(4, &seen, 8) == 8 && seen == 1, 1);
  u32 torn = 0;
  for (u32 cut = 0; cut < sizeof(board::SlotStore<Memory>::Record); cut++) {
    memory.left = cut;
    const u64 next = seen + 1;
    const bool told = store.write(4, &next, 8);
    memory.left = 0xffffffff;
    u64 after = 0;
    store.read(4, &after, 8);
    // What was told to be stored is; what was not is as before, or wholly stored.
    if (after != seen && after != next) torn++;
    if (told && after != next) torn++;
    seen = after;
  }
  check("torn writes that were believed", torn, 0);
  check("no slot beyond the last", store.write(8, &value, 8), 0);
}

void strips() {
  const board::Pattern solid{1, 0x102030, 128, 2};
  check("solid, dimmed", board::pixel_color(solid, 1, 0, 0), 0x081018);
  check("beyond what is lit", board::pixel_color(solid, 2, 0, 0), 0);
  const board::Pattern bands{5, 0x24, 255, 10};
  check("the first band is the first digit", board::pixel_color(bands, 4, 0, 0), 0x0000ff);
  check("the second the next", board::pixel_color(bands, 5, 0, 0), 0xffffff);
  check("a pixel's own colour", board::pixel_color({6, 0, 255, 10}, 3, 0, 0xabcdef), 0xabcdef);
  check("fire moves", board::moves({2, 0, 255, 10}), 1);
}

}  // namespace

int main() {
  step_generator();
  quadrature();
  infrared();
  color();
  slots();
  strips();
  return board::failures == 0 ? 0 : 1;
}
