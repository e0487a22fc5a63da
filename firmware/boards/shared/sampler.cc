#include "boards/shared/sampler.h"

#include "boards/shared/nec.h"
#include "boards/shared/port.h"
#include "boards/shared/quadrature.h"
#include "boards/shared/step-generator.h"
// The board's own: level(pin), set_level(pin, on), now_us(), struct Quiet.
#include "fast-pins.h"

namespace board {
namespace {

struct Stepper {
  u32 pin;
  u8 step, direction;
  bool high;  // a pulse is out
  StepGenerator generator;
};
struct Encoder {
  u32 pin;
  u8 a, b;
  Quadrature decoder;
};
struct Receiver {
  u32 pin;
  u8 input;
  bool high;
  u32 fell_us;
  Nec decoder;
};

Stepper steppers[STEPPERS];
Encoder encoders[ENCODERS];
Receiver receivers[RECEIVERS];
u32 stepper_count_used, encoder_count_used, receiver_count_used;
u32 until_adjust;

// A driver wants its direction before the edge of its step: it is set while the pulse is low.
void pulse(Stepper& stepper) {
  if (stepper.high) {
    set_level(stepper.step, false);
    stepper.high = false;
  }
  set_level(stepper.direction, stepper.generator.forward());
  if (!stepper.generator.tick()) return;
  set_level(stepper.step, true);
  stepper.high = true;
}

void listen(Receiver& receiver, u32 now) {
  const bool high = level(receiver.input);
  if (receiver.high && !high) {
    receiver.decoder.falling(now - receiver.fell_us);
    receiver.fell_us = now;
  }
  receiver.high = high;
}

void sample() {
  for (u32 i = 0; i < stepper_count_used; i++) pulse(steppers[i]);
  for (u32 i = 0; i < encoder_count_used; i++) {
    encoders[i].decoder.sample(level(encoders[i].a), level(encoders[i].b));
  }
  const u32 now = now_us();
  for (u32 i = 0; i < receiver_count_used; i++) listen(receivers[i], now);
  if (++until_adjust < StepGenerator::TICK_HZ / StepGenerator::ADJUST_HZ) return;
  until_adjust = 0;
  for (u32 i = 0; i < stepper_count_used; i++) steppers[i].generator.adjust();
}

template <class T, u32 N>
T* find(T (&all)[N], u32 used, u32 pin) {
  for (u32 i = 0; i < used; i++) {
    if (all[i].pin == pin) return &all[i];
  }
  return nullptr;
}

}  // namespace

void sampler_start() { sample_at(StepGenerator::TICK_HZ, sample); }

bool add_stepper(u32 pin, u8 step, u8 direction) {
  if (stepper_count_used == STEPPERS) return false;
  make_output(step);
  make_output(direction);
  const Quiet quiet;
  steppers[stepper_count_used++] = {pin, step, direction, false, {}};
  return true;
}

bool add_encoder(u32 pin, u8 a, u8 b) {
  if (encoder_count_used == ENCODERS) return false;
  make_input(a, Pull::UP);
  make_input(b, Pull::UP);
  const Quiet quiet;
  encoders[encoder_count_used++] = {pin, a, b, {}};
  return true;
}

bool add_receiver(u32 pin, u8 input) {
  if (receiver_count_used == RECEIVERS) return false;
  make_input(input, Pull::UP);
  const Quiet quiet;
  receivers[receiver_count_used++] = {pin, input, true, 0, {}};
  return true;
}

void stepper_command(u32 pin, i32 steps, i32 rate, i32 accel) {
  Stepper* const stepper = find(steppers, stepper_count_used, pin);
  if (stepper == nullptr) return;
  const Quiet quiet;
  stepper->generator.command(steps, rate, accel);
}

i32 stepper_count(u32 pin) {
  const Stepper* const stepper = find(steppers, stepper_count_used, pin);
  return stepper == nullptr ? 0 : stepper->generator.count();
}

bool steppers_ended() {
  bool any = false;
  for (u32 i = 0; i < stepper_count_used; i++) {
    if (steppers[i].generator.take_ended()) any = true;
  }
  return any;
}

i32 encoder_count(u32 pin) {
  const Encoder* const encoder = find(encoders, encoder_count_used, pin);
  return encoder == nullptr ? 0 : encoder->decoder.count();
}

i32 receiver_value(u32 pin) {
  const Receiver* const receiver = find(receivers, receiver_count_used, pin);
  return receiver == nullptr ? 0 : receiver->decoder.value();
}

}  // namespace board
