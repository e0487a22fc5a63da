// Generated from hil/src/link/schema.ts by tools/generate/link-messages.ts. Do not edit: change the schema, then generate again.
#pragma once
#include "core/types.h"
#include "link/bytes.h"

namespace serial {

inline constexpr fw::Text LINK_HASH = fw::text("d92dd5d3769e68ce");

// Channels of a frame.
namespace channel {
constexpr u8 CONTROL = 0;
constexpr u8 STIMULUS = 1;
constexpr u8 CAPTURE = 2;
constexpr u8 LOG = 3;  // text
constexpr u8 CONSOLE = 4;  // text
constexpr u8 BUS = 5;  // the MQTT contract's messages
}  // namespace channel

// Host to board on the control channel. From PROGRAMME on they are for a bench controller, but TIME is for both.
namespace order {
constexpr u8 ACK = 0;  // outside the sequence; nothing but the acknowledgement in its header
constexpr u8 OPEN = 1;  // u32 nonce; outside the sequence; answer HELLO
constexpr u8 CLOCK = 2;  // u8 clock_mode
constexpr u8 TABLE = 3;  // bytes; the table of the next boot
constexpr u8 KEY = 4;  // bytes; the key of the next boot
constexpr u8 BOOT = 5;  // u32 reason, u32 now_ms; answer DONE
constexpr u8 LINK = 6;  // u8 up, u32 now_ms; answer DONE
constexpr u8 NOW = 7;  // u32 now_ms; the instant of the bus messages that follow, when stepped
constexpr u8 RUN = 8;  // u32 now_ms; answer DONE
constexpr u8 ERASE = 9;  // slots, pins and serial inputs as new, no fault armed, power off
constexpr u8 MAC = 10;  // bytes; a raw command; answer MAC
constexpr u8 COUNTERS = 11;  // answer COUNTERS
constexpr u8 FAULT = 12;  // u8 fault_kind, u32 count
constexpr u8 STATISTICS = 13;  // answer STATISTICS
constexpr u8 TIMING = 14;  // answer TIMING
constexpr u8 SESSION = 15;  // answer SESSION
constexpr u8 PROGRAMME = 16;  // Programme; begins an upload; its steps follow as STEPS
constexpr u8 ARM = 17;  // answer ARMED
constexpr u8 START = 18;  // answer STARTED; ENDED comes by itself
constexpr u8 ACT = 19;  // Step; at once, whatever its instant; answer ACTED
constexpr u8 LEVELS = 20;  // answer LEVELS
constexpr u8 TIME = 21;  // answer TIME
constexpr u8 RECORDING = 22;  // EDGES, LATE and FIRED in any number, then the answer RECORDING with their counts
}  // namespace order

// Board to host on the control channel.
namespace answer {
constexpr u8 ACK = 0;
constexpr u8 HELLO = 1;  // u32 nonce, u32 clock_hz, u32 window_bytes, u32 message_bytes, u32 start_count, u8 clock_mode, text8 board, text8 firmware_version, text8 build_hash, text8 contract_hash, u8 role, text8 chip_serial, text8 git_sha, u8 boot_reason, text8 link_hash, u16 frame_bytes, bytes8 pins: pin n is bits 2 * (n % 4) of byte n / 4; outside the sequence with nonce 0: the board has started
constexpr u8 DONE = 2;  // u32 delay_ms; all ones: never; a step has ended
constexpr u8 MAC = 3;  // bytes; 32 bytes, or none
constexpr u8 COUNTERS = 4;  // u32 for each reason code
constexpr u8 STATISTICS = 5;  // u32 for each of struct Statistics
constexpr u8 TIMING = 6;  // u64 received_us, u64 sent_us; the last byte of the last bus message; the last of the first published then
constexpr u8 SESSION = 7;  // will topic, NUL, will payload, NUL, filters separated by NUL
constexpr u8 ARMED = 8;  // u8 problem
constexpr u8 STARTED = 9;  // Started
constexpr u8 ACTED = 10;  // u8 problem
constexpr u8 LEVELS = 11;  // i32 for each channel from 0
constexpr u8 TIME = 12;  // u64 now_us
constexpr u8 RECORDING = 13;  // RecordingHeader
}  // namespace answer

// What a board is on its bench.
namespace role {
constexpr u8 DUT = 0;
constexpr u8 BENCH = 1;
}  // namespace role

// What a board does with a pin, as it sees it; of a bench controller with a channel.
namespace pin_use {
constexpr u8 UNUSED = 0;
constexpr u8 INPUT = 1;
constexpr u8 OUTPUT = 2;
constexpr u8 BOTH = 3;
}  // namespace pin_use

// Who says the time.
namespace clock_mode {
constexpr u8 FREE = 0;
constexpr u8 STEPPED = 1;
}  // namespace clock_mode

// Faults of storage that a host plants in a board.
namespace fault_kind {
constexpr u8 FAIL_WRITES = 0;  // the next `count` store writes are refused
constexpr u8 TEAR_SLOT = 1;  // power goes in the middle of the count-th store write, and the slot is torn
constexpr u8 CUT_FLASH = 2;  // power goes after `count` more bytes have reached the flash
}  // namespace fault_kind

// Why a bench controller did not do as ordered.
namespace problem {
constexpr u8 NONE = 0;
constexpr u8 INVALID = 1;  // a step of an unknown kind, fault, channel or length
constexpr u8 TOO_LONG = 2;  // more steps than it has room for
constexpr u8 UNSORTED = 3;  // a step before the one before it, or beyond the length
constexpr u8 INCOMPLETE = 4;  // fewer or more steps than announced
constexpr u8 RUNNING = 5;  // a programme is running
constexpr u8 NOT_ARMED = 6;
constexpr u8 NOT_ENDED = 7;  // no programme has ended since the last was armed
}  // namespace problem

// What a step does.
namespace step_kind {
constexpr u8 DRIVE = 1;  // a: the value
constexpr u8 RELEASE = 2;
constexpr u8 BYTES = 3;  // fault: how many, at most 8; a, b: the bytes, first to last
constexpr u8 FAULT = 4;  // fault, a, b: the wire fault
constexpr u8 HEAL = 5;
constexpr u8 POWER = 6;  // a: 1 on, 0 off
}  // namespace step_kind

// Faults of a wire; a and b as in hil/src/bench/types.ts.
namespace wire_fault {
constexpr u8 NONE = 0;
constexpr u8 OPEN = 1;
constexpr u8 SHORT = 2;
constexpr u8 STUCK = 3;  // a: the level
constexpr u8 BOUNCE = 4;  // a: changes, b: us apart
constexpr u8 SWAP = 5;  // a: the other channel
constexpr u8 OFFSET = 6;  // a: added
constexpr u8 NOISE = 7;  // a: either way at most, b: us
constexpr u8 DRIFT = 8;  // a: more every b us
}  // namespace wire_fault

// Host to board on the stimulus channel.
namespace stimulus {
constexpr u8 PIN = 1;  // u8 pin, i32 value
constexpr u8 BYTES = 2;  // u8 pin, bytes
constexpr u8 STEPS = 3;  // Step, any number; to a bench controller
}  // namespace stimulus

// Board to host on the capture channel. WRITE to STORE: effects of the HAL, the frame's time is the effect's.
namespace capture {
constexpr u8 WRITE = 1;  // u8 pin, i32 value
constexpr u8 WATCH = 2;  // u8 pin, i32 low, i32 high
constexpr u8 RAMP = 3;  // u8 pin, i32 steps, i32 rate, i32 accel
constexpr u8 STRIP = 4;  // u8 pin, i32 effect, i32 color, i32 brightness, i32 lit
constexpr u8 PIXEL = 5;  // u8 pin, i32 index, i32 color
constexpr u8 STORE = 6;  // u8 slot, u8 stored, bytes
constexpr u8 EDGES = 7;  // Edge, any number; of a bench controller, in the order of their instants
constexpr u8 LATE = 8;  // u32 us, any number; how late each step was, in their order
constexpr u8 FIRED = 9;  // Fired, any number
constexpr u8 ENDED = 10;  // u64 end_us; by itself: the programme has ended
}  // namespace capture

// Type of everything on the log and console channels.
constexpr u8 TEXT = 1;  // text

// Type of everything on the bus channel, both ways.
constexpr u8 MESSAGE = 1;  // u8 flags, text8 topic, payload

// Bit of the type.
constexpr u8 MORE = 128;  // the message goes on in the next frame of the sequence

// Head of an upload.
struct Programme {
  u32 steps;
  u64 length_us;
};
constexpr u32 PROGRAMME_BYTES = 12;
inline Programme read_programme(Reader& in) {
  Programme record{};
  record.steps = (u32)in.number(4);
  record.length_us = (u64)in.number(8);
  return record;
}
template <u32 N>
void put(Bytes<N>& out, const Programme& record) {
  out.number(record.steps, 4);
  out.number(record.length_us, 8);
}

// A stimulus; its instant counts from the start of the programme.
struct Step {
  u64 at_us;
  u8 kind;
  u8 channel;
  u8 fault;
  u8 zero;
  i32 a;
  i32 b;
};
constexpr u32 STEP_BYTES = 20;
inline Step read_step(Reader& in) {
  Step record{};
  record.at_us = (u64)in.number(8);
  record.kind = (u8)in.number(1);
  record.channel = (u8)in.number(1);
  record.fault = (u8)in.number(1);
  record.zero = (u8)in.number(1);
  record.a = (i32)in.number(4);
  record.b = (i32)in.number(4);
  return record;
}
template <u32 N>
void put(Bytes<N>& out, const Step& record) {
  out.number(record.at_us, 8);
  out.number(record.kind, 1);
  out.number(record.channel, 1);
  out.number(record.fault, 1);
  out.number(record.zero, 1);
  out.number((u32)record.a, 4);
  out.number((u32)record.b, 4);
}

// Start of a programme, by the bench.
struct Started {
  u8 problem;
  u64 start_us;
};
constexpr u32 STARTED_BYTES = 9;
inline Started read_started(Reader& in) {
  Started record{};
  record.problem = (u8)in.number(1);
  record.start_us = (u64)in.number(8);
  return record;
}
template <u32 N>
void put(Bytes<N>& out, const Started& record) {
  out.number(record.problem, 1);
  out.number(record.start_us, 8);
}

// A change of level, by the bench.
struct Edge {
  u64 at_us;
  u8 channel;
  i32 value;
};
constexpr u32 EDGE_BYTES = 13;
inline Edge read_edge(Reader& in) {
  Edge record{};
  record.at_us = (u64)in.number(8);
  record.channel = (u8)in.number(1);
  record.value = (i32)in.number(4);
  return record;
}
template <u32 N>
void put(Bytes<N>& out, const Edge& record) {
  out.number(record.at_us, 8);
  out.number(record.channel, 1);
  out.number((u32)record.value, 4);
}

// How often the faults of a channel changed a level.
struct Fired {
  u8 channel;
  u32 count;
};
constexpr u32 FIRED_BYTES = 5;
inline Fired read_fired(Reader& in) {
  Fired record{};
  record.channel = (u8)in.number(1);
  record.count = (u32)in.number(4);
  return record;
}
template <u32 N>
void put(Bytes<N>& out, const Fired& record) {
  out.number(record.channel, 1);
  out.number(record.count, 4);
}

// What a recording holds. Overflow: edges that found no room.
struct RecordingHeader {
  u8 problem;
  u64 start_us;
  u64 end_us;
  u32 edges;
  u32 overflow;
  u32 steps;
  u32 fired;
};
constexpr u32 RECORDING_HEADER_BYTES = 33;
inline RecordingHeader read_recording_header(Reader& in) {
  RecordingHeader record{};
  record.problem = (u8)in.number(1);
  record.start_us = (u64)in.number(8);
  record.end_us = (u64)in.number(8);
  record.edges = (u32)in.number(4);
  record.overflow = (u32)in.number(4);
  record.steps = (u32)in.number(4);
  record.fired = (u32)in.number(4);
  return record;
}
template <u32 N>
void put(Bytes<N>& out, const RecordingHeader& record) {
  out.number(record.problem, 1);
  out.number(record.start_us, 8);
  out.number(record.end_us, 8);
  out.number(record.edges, 4);
  out.number(record.overflow, 4);
  out.number(record.steps, 4);
  out.number(record.fired, 4);
}

}  // namespace serial
