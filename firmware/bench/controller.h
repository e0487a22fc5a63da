// The bench controller: programme, capture and wires under one clock and one alarm. Its host speaks to it by the service.
#pragma once
#include "bench/programme.h"
#include "bench/wires.h"

namespace bench {

class Controller {
 public:
  void start(const Port& port);

  // From the platform's alarm, or later: does all that is due.
  void alarm();
  // When it wants that.
  u64 due_us() const { return due_us_; }

  // From the DUT's side: it drives a wire; it drives nothing any more; its inputs have forgotten what was on them.
  void dut_drives(u8 channel, i32 value);
  void dut_floats();
  void dut_forgot();

  // Orders. Each gives a serial::problem.
  void upload(const serial::Programme& head);
  void add(const serial::Step& step);
  u8 arm();
  u8 run(u64& start_us);
  u8 act(const serial::Step& step);
  // What keeps a recording from being told; it stays the same until the next upload.
  u8 recording() const { return stage_ == Stage::ENDED ? serial::problem::NONE : serial::problem::NOT_ENDED; }

  // True once after a programme has ended.
  bool take_ended(u64& end_us);

  // Of the recording: its end, and how often each channel's fault had fired by then. Faults may outlive it.
  u64 ended_us;
  u32 fired[CHANNELS];

  Programme programme;
  Capture capture;
  Wires wires;

 private:
  enum class Stage : u8 { IDLE, LOADING, ARMED, RUNNING, ENDED };
  void catch_up();
  void execute(const serial::Step& step, u64 now_us);
  void set_alarm();

  const Port* port_;
  u64 due_us_;
  Stage stage_;
  bool dut_on_;
  bool tell_end_;
};

}  // namespace bench
