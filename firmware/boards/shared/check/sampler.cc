// Proves the sampler on the host: each check prints a line; the program fails when one does.
#include "boards/shared/sampler.h"

#include "boards/shared/check/check.h"
#include "boards/shared/port.h"
#include "boards/shared/step-generator.h"
#include "fast-pins.h"

namespace board {

bool check_pins[CHECK_PINS];
u32 check_us;
void (*check_sample)();
u32 sampled_hz;

void make_output(u8) {}
void make_input(u8 pin, Pull pull) { check_pins[pin] = pull == Pull::UP; }
void sample_at(u32 hz, void (*sample)()) {
  sampled_hz = hz;
  check_sample = sample;
}

namespace {

constexpr u32 TICK_US = 1000000 / StepGenerator::TICK_HZ;

void wait_us(u32 us) {
  for (u32 passed = 0; passed < us; passed += TICK_US) {
    check_us += TICK_US;
    check_sample();
  }
}

void stepper() {
  check("a stepper has a place", add_stepper(10, 1, 2), 1);
  check("its line is low at the start", check_pins[1], 0);
  stepper_command(10, -50, 1000, 0);
  u32 edges = 0;
  u32 early = 0;
  for (u32 i = 0; i < 100000 / TICK_US; i++) {
    const bool before = check_pins[1];
    check_us += TICK_US;
    check_sample();
    if (before || !check_pins[1]) continue;
    edges++;
    if (check_pins[2]) early++;
  }
  check("50 steps are 50 pulses", edges, 50);
  check("all with the direction of backwards", early, 0);
  check("the count has them, signed", stepper_count(10), -50);
  check("the end is told", steppers_ended(), 1);
  check("once", steppers_ended(), 0);
  check("no count of a pin that is none", stepper_count(11), 0);
}

void encoder() {
  check("an encoder has a place", add_encoder(20, 3, 4), 1);
  wait_us(100);
  const i32 from = encoder_count(20);
  // Both lines are high: the first falls, then the second, and they rise in the same order.
  for (u32 edge = 0; edge < 20; edge++) {
    const u8 pin = edge % 2 == 0 ? 3 : 4;
    check_pins[pin] = !check_pins[pin];
    wait_us(100);
  }
  check("20 edges of an encoder", encoder_count(20) - from, 20);
  check("no count of a pin that is none", encoder_count(21), 0);
}

// A low of 560 us, and high until the next falling edge.
void infrared_bit(u32 us) {
  check_pins[5] = false;
  wait_us(560);
  check_pins[5] = true;
  wait_us(us - 560);
}

void infrared() {
  check("a receiver has a place", add_receiver(30, 5), 1);
  wait_us(20000);
  infrared_bit(13500);
  for (u32 i = 0; i < 32; i++) infrared_bit(0xae51ff00u >> i & 1 ? 2250 : 1125);
  infrared_bit(1125);
  check("a frame of infrared is a reception and its code", receiver_value(30), 1 << 8 | 0x51);
}

void places() {
  u32 steppers = 1;
  while (add_stepper(40 + steppers, 6, 7)) steppers++;
  u32 encoders = 1;
  while (add_encoder(40 + encoders, 8, 9)) encoders++;
  u32 receivers = 1;
  while (add_receiver(40 + receivers, 10)) receivers++;
  check("places for steppers", steppers, STEPPERS);
  check("for encoders", encoders, ENCODERS);
  check("for receivers", receivers, RECEIVERS);
}

}  // namespace
}  // namespace board

int main() {
  board::sampler_start();
  board::check("it samples as often as steps want", board::sampled_hz, board::StepGenerator::TICK_HZ);
  board::stepper();
  board::encoder();
  board::infrared();
  board::places();
  return board::failures == 0 ? 0 : 1;
}
