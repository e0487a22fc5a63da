// What a host may ask of the bench controller (link/messages.h), over a link of its own.
#pragma once
#include "bench/controller.h"
#include "link/hello.h"
#include "link/link.h"

namespace bench {

class Service {
 public:
  // Says HELLO outside any session. `identity` is kept.
  void start(const serial::Port& port, Controller& controller, const serial::Identity& identity);
  // A byte from the host.
  void take(u8 byte);
  // When there is no byte left: what came by itself, what there is room for, what must be said again.
  void run();

  serial::Link link;

 private:
  // What of a recording is being told; each part as far as there is room.
  enum class Part : u8 { NOTHING, EDGES, LATE, FIRED, HEADER };
  void obey(const serial::Message& message);
  bool control(u8 type, serial::Reader in);
  bool steps(serial::Reader in);
  void hello();
  void answer(u8 type, const void* payload, u32 bytes);
  void answer_problem(u8 type, u8 problem);
  void tell_levels();
  void tell_time();
  void tell_start();
  void tell_header(u8 problem);
  void tell_end();
  void tell_recording();
  bool tell_edges();
  bool tell_late();
  bool tell_fired();
  bool room() const;

  Controller* controller_;
  u64 (*now_us_)();
  const serial::Identity* identity_;
  Part part_;
  u32 at_;  // of the part
  u32 fired_;
};

}  // namespace bench
