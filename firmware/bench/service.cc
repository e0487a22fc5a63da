#include "bench/service.h"

namespace bench {

namespace {
constexpr u32 EDGES_A_FRAME = serial::FRAME_PAYLOAD_BYTES / serial::EDGE_BYTES;
constexpr u32 LATE_A_FRAME = serial::FRAME_PAYLOAD_BYTES / 4;
constexpr u32 FIRED_A_FRAME = serial::FRAME_PAYLOAD_BYTES / serial::FIRED_BYTES;
using Frame = serial::Bytes<serial::FRAME_PAYLOAD_BYTES>;
}  // namespace

void Service::start(const serial::Port& port, Controller& controller, const serial::Identity& identity) {
  controller_ = &controller;
  now_us_ = port.now_us;
  identity_ = &identity;
  part_ = Part::NOTHING;
  link.start(port);
  const serial::HelloBytes said = serial::hello_bytes(0, identity);
  link.announce(said.at, said.len);
}

void Service::take(u8 byte) {
  if (link.take(byte)) obey(link.message);
}

void Service::run() {
  tell_end();
  tell_recording();
  link.tick();
  link.flush();
}

void Service::obey(const serial::Message& message) {
  const serial::Reader in{message.payload, message.bytes};
  bool understood = false;
  if (message.channel == serial::channel::CONTROL) understood = control(message.type, in);
  if (message.channel == serial::channel::STIMULUS && message.type == serial::stimulus::STEPS) understood = steps(in);
  if (!understood) link.statistics.unknown++;
}

bool Service::control(u8 type, serial::Reader in) {
  switch (type) {
    case serial::order::OPEN: hello(); return true;
    case serial::order::STATISTICS: {
      const serial::Statistics now = link.statistics;
      answer(serial::answer::STATISTICS, &now, sizeof now);
      return true;
    }
    case serial::order::PROGRAMME: {
      if (in.left != serial::PROGRAMME_BYTES) return false;
      part_ = Part::NOTHING;
      controller_->upload(serial::read_programme(in));
      return true;
    }
    case serial::order::ARM: answer_problem(serial::answer::ARMED, controller_->arm()); return true;
    case serial::order::START: tell_start(); return true;
    case serial::order::ACT:
      if (in.left != serial::STEP_BYTES) return false;
      answer_problem(serial::answer::ACTED, controller_->act(serial::read_step(in)));
      return true;
    case serial::order::LEVELS: tell_levels(); return true;
    case serial::order::TIME: tell_time(); return true;
    case serial::order::RECORDING:
      at_ = fired_ = 0;
      if (controller_->recording() == serial::problem::NONE) part_ = Part::EDGES;
      else tell_header(controller_->recording());
      return true;
    default: return false;
  }
}

bool Service::steps(serial::Reader in) {
  if (in.left % serial::STEP_BYTES != 0) return false;
  while (in.left != 0) controller_->add(serial::read_step(in));
  return true;
}

void Service::answer(u8 type, const void* payload, u32 bytes) {
  if (!link.send(serial::channel::CONTROL, type, payload, bytes)) link.statistics.dropped++;
}

void Service::answer_problem(u8 type, u8 problem) { answer(type, &problem, 1); }

void Service::hello() {
  part_ = Part::NOTHING;  // the session that asked is over
  const serial::HelloBytes said = serial::hello_bytes(link.nonce(), *identity_);
  answer(serial::answer::HELLO, said.at, said.len);
}

void Service::tell_levels() {
  serial::Bytes<4 * CHANNELS> bytes;
  for (u32 channel = 0; channel < CHANNELS; channel++) bytes.word((u32)controller_->wires.level((u8)channel));
  answer(serial::answer::LEVELS, bytes.at, bytes.len);
}

void Service::tell_time() {
  serial::Bytes<8> bytes;
  bytes.number(now_us_(), 8);
  answer(serial::answer::TIME, bytes.at, bytes.len);
}

void Service::tell_start() {
  serial::Started started{};
  started.problem = controller_->run(started.start_us);
  serial::Bytes<serial::STARTED_BYTES> bytes;
  serial::put(bytes, started);
  answer(serial::answer::STARTED, bytes.at, bytes.len);
}

void Service::tell_end() {
  u64 end_us;
  if (!controller_->take_ended(end_us)) return;
  serial::Bytes<8> bytes;
  bytes.number(end_us, 8);
  // Without a session nobody waits for it; RECORDING tells the same.
  link.send(serial::channel::CAPTURE, serial::capture::ENDED, bytes.at, bytes.len);
}

void Service::tell_header(u8 problem) {
  serial::RecordingHeader header{};
  header.problem = problem;
  if (problem == serial::problem::NONE) {
    header.start_us = controller_->capture.start_us();
    header.end_us = controller_->ended_us;
    header.edges = controller_->capture.count();
    header.overflow = controller_->capture.overflow();
    header.steps = controller_->programme.count();
    header.fired = fired_;
  }
  serial::Bytes<serial::RECORDING_HEADER_BYTES> bytes;
  serial::put(bytes, header);
  answer(serial::answer::RECORDING, bytes.at, bytes.len);
}

// Leaves what was not acknowledged yet its place: a long recording is told as fast as the host acknowledges.
bool Service::room() const { return link.room() >= 4 * serial::ENCODED_BYTES; }

void Service::tell_recording() {
  while (part_ != Part::NOTHING && link.open() && room()) {
    bool more = false;
    switch (part_) {
      case Part::EDGES: more = tell_edges(); break;
      case Part::LATE: more = tell_late(); break;
      case Part::FIRED: more = tell_fired(); break;
      default:
        tell_header(serial::problem::NONE);
        part_ = Part::NOTHING;
        return;
    }
    if (more) continue;
    part_ = (Part)((u8)part_ + 1);
    at_ = 0;
  }
}

// One frame of each; whether there is more.
bool Service::tell_edges() {
  const Capture& capture = controller_->capture;
  Frame bytes;
  const u32 end = fw::least(at_ + EDGES_A_FRAME, capture.count());
  for (; at_ < end; at_++) {
    const Capture::Edge& edge = capture.edge(at_);
    serial::put(bytes, serial::Edge{capture.start_us() + edge.after_us, edge.channel, edge.value});
  }
  if (bytes.len != 0) link.send(serial::channel::CAPTURE, serial::capture::EDGES, bytes.at, bytes.len);
  return at_ < capture.count();
}

bool Service::tell_late() {
  const Programme& programme = controller_->programme;
  Frame bytes;
  const u32 end = fw::least(at_ + LATE_A_FRAME, programme.count());
  for (; at_ < end; at_++) bytes.word(programme.late_us(at_));
  if (bytes.len != 0) link.send(serial::channel::CAPTURE, serial::capture::LATE, bytes.at, bytes.len);
  return at_ < programme.count();
}

bool Service::tell_fired() {
  Frame bytes;
  for (u32 told = 0; at_ < CHANNELS && told < FIRED_A_FRAME; at_++) {
    const u32 count = controller_->fired[at_];
    if (count == 0) continue;
    serial::put(bytes, serial::Fired{(u8)at_, count});
    told++;
    fired_++;
  }
  if (bytes.len != 0) link.send(serial::channel::CAPTURE, serial::capture::FIRED, bytes.at, bytes.len);
  return at_ < CHANNELS;
}

}  // namespace bench
