// The bench controller's parts on this machine: a platform whose clock the check moves, and that notes what it is told.
#include "boards/shared/check/check.h"
#include "bench/controller.h"

using namespace bench;
using board::check;
namespace kind = serial::step_kind;
namespace fault = serial::wire_fault;
namespace problem = serial::problem;

namespace {

u64 now;
u64 alarm_at = NEVER_US;
i32 at_dut[CHANNELS];
bool driven[CHANNELS];
u32 bytes_at[CHANNELS];
i32 powers;
u32 told;
const Port PORT{[] { return now; },
                [] { return 0u; },
                [](u32) {},
                [](u8 channel, i32 level) { at_dut[channel] = level, driven[channel] = true; },
                [](u8 channel) { at_dut[channel] = 0, driven[channel] = false; },
                [](u8 channel, const u8*, u32 len) { bytes_at[channel] += len; },
                [](bool on) { powers += on ? 1 : -1; },
                [](u64 at) { alarm_at = at; },
                [] { told++; }};
Controller controller;

// As an alarm that comes `late_us` after it was asked for.
void pass(u64 end, u64 late_us = 0) {
  while (alarm_at + late_us <= end) {
    now = alarm_at + late_us > now ? alarm_at + late_us : now;
    alarm_at = NEVER_US;
    controller.alarm();
  }
  now = end;
}
void fresh() {
  for (u32 i = 0; i < CHANNELS; i++) at_dut[i] = 0, driven[i] = false, bytes_at[i] = 0;
  now = 1000, alarm_at = NEVER_US, powers = 0, told = 0;
  controller.start(PORT);
}
void load(const serial::Step* steps, u32 count, u64 length_us) {
  controller.upload({count, length_us});
  for (u32 i = 0; i < count; i++) controller.add(steps[i]);
}
template <u32 N>
u8 armed(const serial::Step (&steps)[N], u64 length_us, u32 announced = N) {
  controller.upload({announced, length_us});
  for (const serial::Step& step : steps) controller.add(step);
  return controller.arm();
}
u8 act(const serial::Step& step) { return controller.act(step); }
i32 level(u32 channel) { return controller.wires.level((u8)channel); }
u32 fired(u32 channel) { return controller.wires.fired((u8)channel); }
const Capture::Edge& edge(u32 index) { return controller.capture.edge(index); }
u64 start() {
  u64 start_us = 0;
  check("a programme starts", controller.run(start_us), problem::NONE);
  return start_us;
}

void programmes() {
  fresh();
  u64 ignored;
  check("nothing to start", controller.run(ignored), problem::NOT_ARMED);
  check("nothing to arm", controller.arm(), problem::INCOMPLETE);
  const serial::Step steps[] = {{0, kind::DRIVE, 1, 0, 0, 7, 0},   {100, kind::DRIVE, 2, 0, 0, 1, 0},
                                {100, kind::RELEASE, 1, 0, 0, 0, 0}, {250, kind::DRIVE, 2, 0, 0, 0, 0}};
  check("a programme arms", armed(steps, 400), problem::NONE);
  check("no recording before its end", controller.recording(), problem::NOT_ENDED);
  check("it starts now", (i64)start(), 1000);
  check("a step at 0 is done at once", at_dut[1], 7);
  check("no second start", controller.run(ignored), problem::RUNNING);
  check("no arming while it runs", controller.arm(), problem::RUNNING);
  load(steps, 1, 10);
  pass(1099);
  check("not before its instant", at_dut[2], 0);
  pass(1300, 3);
  check("the second step", at_dut[1], 0);
  check("the last step", at_dut[2], 0);
  check("not ended before its length", controller.recording(), problem::NOT_ENDED);
  pass(2000);
  check("ended", controller.recording(), problem::NONE);
  check("its end", (i64)controller.ended_us, 1400);
  check("the end is told", told, 1);
  u64 end_us;
  check("once", controller.take_ended(end_us) + controller.take_ended(end_us), 1);
  check("late: the first", controller.programme.late_us(0), 0);
  check("late: the second", controller.programme.late_us(1), 3);
  check("late: at the same instant", controller.programme.late_us(2), 3);
  check("late: the last", controller.programme.late_us(3), 3);
  check("edges", controller.capture.count(), 4);
  check("an edge's instant", edge(1).after_us, 103);
  check("an edge's channel", edge(1).channel, 2);
  check("an edge's level", edge(1).value, 1);
  controller.dut_drives(5, 1);
  check("nothing is recorded beyond the end", controller.capture.count(), 4);
}

void refusals() {
  fresh();
  const serial::Step unsorted[] = {{10, kind::HEAL, 1, 0, 0, 0, 0}, {9, kind::HEAL, 1, 0, 0, 0, 0}};
  check("unsorted", armed(unsorted, 100), problem::UNSORTED);
  const serial::Step sorted[] = {{9, kind::HEAL, 1, 0, 0, 0, 0}, {10, kind::HEAL, 1, 0, 0, 0, 0}};
  check("beyond the length", armed(sorted, 9), problem::UNSORTED);
  check("fewer than announced", armed(sorted, 100, 3), problem::INCOMPLETE);
  check("more than announced", armed(sorted, 100, 1), problem::INCOMPLETE);
  check("more than there is room for", armed(sorted, 100, Programme::CAPACITY + 1), problem::TOO_LONG);
  check("longer than the clock", armed(sorted, Programme::LENGTH_US_MAX + 1), problem::TOO_LONG);
  const serial::Step bad[] = {{0, 9, 1, 0, 0, 0, 0},
                              {0, kind::DRIVE, CHANNELS, 0, 0, 0, 0},
                              {0, kind::BYTES, 1, 9, 0, 0, 0},
                              {0, kind::POWER, 0, 0, 0, 2, 0},
                              {0, kind::FAULT, 1, 99, 0, 0, 0},
                              {0, kind::FAULT, 1, fault::NONE, 0, 0, 0},
                              {0, kind::FAULT, 1, fault::SWAP, 0, 1, 0},
                              {0, kind::FAULT, 1, fault::SWAP, 0, CHANNELS, 0},
                              {0, kind::FAULT, 1, fault::BOUNCE, 0, 0, 100},
                              {0, kind::FAULT, 1, fault::NOISE, 0, 1, Wires::PERIOD_US_MIN - 1},
                              {0, kind::FAULT, 1, fault::DRIFT, 0, 1, -1}};
  for (const serial::Step& step : bad) check("an invalid step", act(step), problem::INVALID);
}

void overflow() {
  fresh();
  const serial::Step none[] = {{0, kind::HEAL, 1, 0, 0, 0, 0}};
  armed(none, 1000000);
  start();
  for (u32 i = 0; i < Capture::CAPACITY + 5; i++) now++, controller.dut_drives(3, (i32)(i + 1));
  check("a full recording", controller.capture.count(), Capture::CAPACITY);
  check("what found no room", controller.capture.overflow(), 5);
  check("the first edge stays", edge(0).value, 1);
  pass(2000000);
  armed(none, 100);
  start();
  check("the next recording is empty", controller.capture.count() + controller.capture.overflow(), 0);
}

void plant(u8 channel, u8 what, i32 a = 0, i32 b = 0) {
  check("a fault is planted", act({0, kind::FAULT, channel, what, 0, a, b}), problem::NONE);
}
void drive(u8 channel, i32 value) { act({0, kind::DRIVE, channel, 0, 0, value, 0}); }
void heal(u8 channel) { act({0, kind::HEAL, channel, 0, 0, 0, 0}); }

void steady_faults() {
  fresh();
  drive(1, 1);
  check("the bench drives", at_dut[1], 1);
  plant(1, fault::OPEN);
  check("open: nothing arrives", driven[1], 0);
  check("open: fired", fired(1), 1);
  drive(1, 0);
  check("open: no change, no evidence", fired(1), 1);
  drive(1, 1);
  check("open: another one kept away", fired(1), 2);
  heal(1);
  check("healed: it arrives again", at_dut[1], 1);
  check("healed: the evidence stays", fired(1), 2);
  plant(1, fault::SHORT);
  check("short: ground arrives", driven[1] && at_dut[1] == 0, 1);
  check("short: fired, counted anew", fired(1), 1);
  plant(1, fault::STUCK, 5);
  check("stuck", at_dut[1], 5);
  check("stuck: fired", fired(1), 1);
  plant(1, fault::STUCK, 1);
  check("stuck where it is: not fired", fired(1), 0);
  heal(1);
  controller.dut_drives(2, 1);
  check("the DUT drives", level(2), 1);
  check("the bench does not drive back", driven[2], 0);
  plant(2, fault::OPEN);
  check("open on an output: the bench sees nothing", level(2), 0);
  check("open on an output: fired", fired(2), 1);
  controller.dut_drives(2, 1);
  check("the same level again: no more evidence", fired(2), 1);
  plant(2, fault::OFFSET, 40);
  check("offset", level(2), 41);
  check("offset: fired", fired(2), 1);
  controller.dut_floats();
  check("a floating output", level(2), 40);
  heal(2);
  check("healed", level(2), 0);
}

void swaps() {
  fresh();
  drive(1, 1);
  drive(2, 0);
  plant(1, fault::SWAP, 2);
  check("swap: one", at_dut[1], 0);
  check("swap: the other", at_dut[2], 1);
  check("swap: both fired", fired(1) + fired(2), 2);
  drive(2, 3);
  check("swap: a drive arrives at the other end", at_dut[1], 3);
  act({0, kind::BYTES, 1, 4, 0, 0, 0});
  check("swap: so do bytes", (i64)bytes_at[2], 4);
  heal(2);
  check("healed on both", at_dut[1] * 10 + at_dut[2], 13);
  plant(1, fault::OPEN);
  act({0, kind::BYTES, 1, 4, 0, 0, 0});
  check("open: bytes are lost", (i64)bytes_at[1], 0);
}

void moving_faults() {
  fresh();
  const serial::Step steps[] = {{0, kind::FAULT, 1, fault::BOUNCE, 0, 5, 200}, {1000, kind::DRIVE, 1, 0, 0, 1, 0}};
  armed(steps, 10000);
  start();
  pass(20000);
  check("bounce: its changes", controller.capture.count(), 5);
  for (u32 i = 0; i < 5; i++) {
    check("bounce: an instant", edge(i).after_us, 1000 + 200 * i);
    check("bounce: a level", edge(i).value, i % 2 == 0);
  }
  check("bounce: fired at each wrong level", fired(1), 2);
  check("bounce: ends at the new level", at_dut[1], 1);
  heal(1);

  drive(3, 100);
  plant(3, fault::DRIFT, 2, 1000);
  const u64 from = now;
  pass(from + 5500);
  check("drift", at_dut[3], 112);
  check("drift: fired", fired(3), 6);
  heal(3);
  check("drift healed", at_dut[3], 100);
  pass(now + 50000);
  check("drift healed stays", at_dut[3], 100);

  plant(3, fault::NOISE, 4, 100);
  i32 low = 100, high = 100;
  for (u32 i = 0; i < 300; i++) {
    pass(now + 100);
    low = fw::least(low, at_dut[3]);
    high = fw::most(high, at_dut[3]);
  }
  check("noise: its lowest", low, 96);
  check("noise: its highest", high, 104);
  check("noise: fired", fired(3), 150, 301);
  heal(3);
  check("nothing is due any more", alarm_at == NEVER_US, 1);

  const serial::Step outlives[] = {{0, kind::DRIVE, 4, 0, 0, 9, 0}, {100, kind::FAULT, 4, fault::DRIFT, 0, 1, 100}};
  armed(outlives, 1000);
  start();
  pass(now + 5000);
  check("a fault that outlives its recording", fired(4), 40, 60);
  check("what had fired by its end", controller.fired[4], 10);
}

void power() {
  fresh();
  controller.dut_drives(1, 1);
  drive(2, 1);
  act({0, kind::POWER, 0, 0, 0, 0, 0});
  check("power goes", powers, -1);
  check("outputs float", level(1), 0);
  act({0, kind::POWER, 0, 0, 0, 0, 0});
  check("power that is gone does not go again", powers, -1);
  act({0, kind::POWER, 0, 0, 0, 1, 0});
  check("power comes", powers, 0);
  at_dut[2] = 0;
  controller.dut_forgot();
  check("what the bench drives is there for a new DUT", at_dut[2], 1);
}

}  // namespace

int main() {
  programmes();
  refusals();
  overflow();
  steady_faults();
  swaps();
  moving_faults();
  power();
  return board::failures == 0 ? 0 : 1;
}
