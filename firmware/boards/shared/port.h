// What the shared parts need of a board with real pins. Each board implements it in its own folder.
#pragma once
#include "core/types.h"

namespace board {

// As HELLO names it.
extern const fw::Text NAME;
// The serial that its USB or its radio goes by: what a hardware map knows the board by.
fw::Text chip_serial();
u32 clock_hz();
u32 now_ms();
u32 now_us();
// From the chip's generator; 0 when it has failed: nothing of the firmware's safety hangs on it.
u32 entropy();

// The serial line to a host: bytes that wait, the next of them, room to send, and sending.
u32 line_waiting();
u8 line_take();
u32 line_room();
void line_put(u8 byte);

// Keeps a table and its key for the next start. False when they do not fit or do not read back.
bool storage_commission(const u8* table, u32 table_bytes, const u8* key, u32 key_bytes);
[[noreturn]] void restart();

// Physical pins, from the main loop.
enum class Pull : u8 { NONE, UP };
void make_output(u8 pin);
void make_input(u8 pin, Pull pull);
// Calls `sample` so many times a second from an interrupt.
void sample_at(u32 hz, void (*sample)());

// The network's side of hal::publish.
void network_publish(fw::Text topic, fw::Text payload, bool qos1, bool retained);

}  // namespace board
