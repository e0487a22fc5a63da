// What is said over the link. hil/src/link/messages.ts has the same numbers; a test compares the two.
// Payloads are little-endian; `text8` is a byte with the length, then the text.
#pragma once
#include "core/types.h"

namespace serial {

namespace channel {
constexpr u8 CONTROL = 0;
constexpr u8 STIMULUS = 1;
constexpr u8 CAPTURE = 2;
constexpr u8 LOG = 3;
constexpr u8 CONSOLE = 4;
constexpr u8 BUS = 5;
}  // namespace channel

// The message goes on in the next frame of the sequence.
constexpr u8 MORE = 0x80;

// Host to board on the control channel.
namespace order {
constexpr u8 ACK = 0;        // outside the sequence; nothing but the acknowledgement in its header
constexpr u8 OPEN = 1;       // outside the sequence; u32 nonce
constexpr u8 CLOCK = 2;      // u8 mode
constexpr u8 TABLE = 3;      // the table of the next boot
constexpr u8 KEY = 4;        // the key of the next boot
constexpr u8 BOOT = 5;       // u32 reason, u32 now_ms; answer DONE
constexpr u8 LINK = 6;       // u8 up, u32 now_ms; answer DONE
constexpr u8 NOW = 7;        // u32 now_ms: the instant of the bus messages that follow, when stepped
constexpr u8 RUN = 8;        // u32 now_ms; answer DONE
constexpr u8 ERASE = 9;      // slots, pins and serial inputs as new, no fault armed, power off
constexpr u8 MAC = 10;       // a raw command; answer MAC
constexpr u8 COUNTERS = 11;  // answer COUNTERS
constexpr u8 FAULT = 12;     // u8 kind, u32 count
constexpr u8 STATISTICS = 13;  // answer STATISTICS
constexpr u8 TIMING = 14;      // answer TIMING
constexpr u8 SESSION = 15;     // answer SESSION
}  // namespace order

// Board to host on the control channel.
namespace answer {
constexpr u8 ACK = 0;
constexpr u8 HELLO = 1;       // outside the sequence with nonce 0: the board has started
constexpr u8 DONE = 2;        // u32 delay_ms (all ones: never): a step has ended
constexpr u8 MAC = 3;         // 32 bytes, or none
constexpr u8 COUNTERS = 4;    // u32 for each reason code
constexpr u8 STATISTICS = 5;  // u32 each: struct Statistics
constexpr u8 TIMING = 6;      // u64 received_us: the last byte of the last bus message; u64 sent_us: of the first published then
constexpr u8 SESSION = 7;     // the last will (topic, NUL, payload), NUL, NUL, filters separated by NUL
}  // namespace answer

namespace clock_mode {
constexpr u8 FREE = 0;
constexpr u8 STEPPED = 1;
}  // namespace clock_mode

namespace fault_kind {
constexpr u8 FAIL_WRITES = 0;  // the next `count` store writes are refused
constexpr u8 TEAR_SLOT = 1;    // power goes in the middle of the count-th store write, and the slot is torn
constexpr u8 CUT_FLASH = 2;    // power goes after `count` more bytes have reached the flash
}  // namespace fault_kind

namespace stimulus {
constexpr u8 PIN = 1;    // u8 pin, i32 value
constexpr u8 BYTES = 2;  // u8 pin, bytes
}  // namespace stimulus

// Effects of the HAL. The frame's time is the effect's.
namespace capture {
constexpr u8 WRITE = 1;  // u8 pin, i32 value
constexpr u8 WATCH = 2;  // u8 pin, i32 low, i32 high
constexpr u8 RAMP = 3;   // u8 pin, i32 steps, i32 rate, i32 accel
constexpr u8 STRIP = 4;  // u8 pin, i32 effect, i32 color, i32 brightness, i32 lit
constexpr u8 PIXEL = 5;  // u8 pin, i32 index, i32 color
constexpr u8 STORE = 6;  // u8 slot, u8 stored, bytes
}  // namespace capture

// On the log and console channels: text.
constexpr u8 TEXT = 1;
// On the bus channel, both ways: u8 flags, text8 topic, payload.
constexpr u8 MESSAGE = 1;

}  // namespace serial
