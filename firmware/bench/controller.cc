#include "bench/controller.h"

namespace bench {

void Controller::start(const Port& port) {
  port_ = &port;
  stage_ = Stage::IDLE;
  due_us_ = NEVER_US;
  dut_on_ = true;
  tell_end_ = false;
  ended_us = 0;
  capture.end();
  wires.start(port, capture);
}

void Controller::alarm() {
  const Locked locked(*port_);
  catch_up();
}

// Everything that is due, in the order of its instants: a fault's change before the step of the same instant.
void Controller::catch_up() {
  for (;;) {
    const u64 now_us = port_->now_us();
    wires.run(now_us);
    if (stage_ != Stage::RUNNING) break;
    if (programme.due_us() <= now_us) {
      execute(programme.take(now_us), now_us);
      continue;
    }
    if (programme.end_us() > now_us) break;
    stage_ = Stage::ENDED;
    ended_us = now_us;
    capture.end();
    for (u32 channel = 0; channel < CHANNELS; channel++) fired[channel] = wires.fired((u8)channel);
    tell_end_ = true;
    port_->attention();
    break;
  }
  set_alarm();
}

void Controller::set_alarm() {
  u64 due_us = wires.due_us();
  if (stage_ == Stage::RUNNING) due_us = fw::least(due_us, fw::least(programme.due_us(), programme.end_us()));
  if (due_us == due_us_ && due_us == NEVER_US) return;
  due_us_ = due_us;
  port_->alarm(due_us);
}

void Controller::execute(const serial::Step& step, u64 now_us) {
  switch (step.kind) {
    case serial::step_kind::DRIVE: wires.bench_drives(step.channel, step.a, now_us); break;
    case serial::step_kind::RELEASE: wires.bench_releases(step.channel, now_us); break;
    case serial::step_kind::FAULT: wires.plant(step.channel, {step.fault, step.a, step.b}, now_us); break;
    case serial::step_kind::HEAL: wires.heal(step.channel, now_us); break;
    case serial::step_kind::BYTES: {
      const u64 data = (u32)step.a | (u64)(u32)step.b << 32;
      u8 bytes[8];
      for (u32 i = 0; i < sizeof bytes; i++) bytes[i] = (u8)(data >> 8 * i);
      const u32 channel = wires.route(step.channel);
      if (channel < CHANNELS) port_->bytes((u8)channel, bytes, step.fault);
      break;
    }
    case serial::step_kind::POWER: {
      const bool on = step.a != 0;
      if (on == dut_on_) break;
      dut_on_ = on;
      if (!on) wires.dut_floats(now_us);
      port_->power(on);
      break;
    }
    default: break;
  }
}

void Controller::dut_drives(u8 channel, i32 value) {
  if (channel >= CHANNELS) return;
  const Locked locked(*port_);
  wires.dut_drives(channel, value, port_->now_us());
  if (wires.due_us() < due_us_) set_alarm();
}

void Controller::dut_floats() {
  const Locked locked(*port_);
  wires.dut_floats(port_->now_us());
  if (wires.due_us() < due_us_) set_alarm();
}

void Controller::dut_forgot() {
  const Locked locked(*port_);
  wires.refresh();
}

void Controller::upload(const serial::Programme& head) {
  const Locked locked(*port_);
  if (stage_ == Stage::RUNNING) return;  // ARM says so
  stage_ = Stage::LOADING;
  programme.begin(head);
}

void Controller::add(const serial::Step& step) {
  if (stage_ == Stage::LOADING) programme.add(step);
}

u8 Controller::arm() {
  const Locked locked(*port_);
  if (stage_ == Stage::RUNNING) return serial::problem::RUNNING;
  if (stage_ == Stage::IDLE) return serial::problem::INCOMPLETE;
  const u8 problem = programme.check();
  if (problem == serial::problem::NONE) stage_ = Stage::ARMED;
  return problem;
}

u8 Controller::run(u64& start_us) {
  const Locked locked(*port_);
  if (stage_ == Stage::RUNNING) return serial::problem::RUNNING;
  if (stage_ != Stage::ARMED) return serial::problem::NOT_ARMED;
  start_us = port_->now_us();
  stage_ = Stage::RUNNING;
  wires.begin_recording();
  capture.begin(start_us);
  programme.start(start_us);
  catch_up();
  return serial::problem::NONE;
}

u8 Controller::act(const serial::Step& step) {
  if (!valid(step)) return serial::problem::INVALID;
  const Locked locked(*port_);
  execute(step, port_->now_us());
  set_alarm();
  return serial::problem::NONE;
}

bool Controller::take_ended(u64& end_us) {
  const Locked locked(*port_);
  const bool told = tell_end_;
  tell_end_ = false;
  end_us = ended_us;
  return told;
}

}  // namespace bench
